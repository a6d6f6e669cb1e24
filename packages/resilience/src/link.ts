/**
 * A node of a ring, alone at first. The ring's head is a node too, so that nothing is a special
 * case: adding and removing is O(1) and allocates nothing.
 */
export class Link {
  previous: Link = this;
  next: Link = this;

  /** Whether no other node is in its ring. */
  get alone(): boolean {
    return this.next === this;
  }

  /** Puts `link` right before this: at the end, when this is the head. */
  append(link: Link): void {
    const { previous } = this;
    link.previous = previous;
    link.next = this;
    previous.next = link;
    this.previous = link;
  }

  /** Leaves its ring; nothing happens when it is in none. */
  unlink(): void {
    const { previous, next } = this;
    previous.next = next;
    next.previous = previous;
    this.previous = this;
    this.next = this;
  }
}
