import { randomBytes } from 'node:crypto';
export function storePasswords() {
    const password = () => randomBytes(18).toString('base64url');
    return {
        superuser: password(),
        replication: password(),
        rewind: password(),
        restUser: 'ninefold',
        rest: password(),
        app: password(),
    };
}
//# sourceMappingURL=passwords.js.map