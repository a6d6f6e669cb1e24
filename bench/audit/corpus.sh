#!/bin/sh
# Collects public configuration into a folder, for bench/audit/sample.mjs. By hand, never in npm test.
#   sh bench/audit/corpus.sh FOLDER
# Debian's source packages need a deb-src line; of Go's modules only those are taken that the machine's
# module cache has already (packages/ninefold/scripts/write-kubernetes-schema.mjs says which).
set -eu
to=$(realpath -m "$1")
mkdir -p "$to/archives"
cd "$to/archives"
for package in kubernetes etcd docker-compose prometheus haproxy libpod rabbitmq-server \
  golang-github-shopify-sarama librdkafka python-kafka zookeeper postgresql-15; do
  apt-get -qq source --download-only "$package" || echo "not served: $package" >&2
done
for archive in *.orig.tar.*; do
  case $archive in *.asc) continue ;; esac
  folder="$to/${archive%.orig.tar.*}"
  mkdir -p "$folder"
  tar -C "$folder" --strip-components=1 -xf "$archive" --wildcards \
    '*.yaml' '*.yml' '*.json' '*.properties' '*.cfg' '*.conf' '*.conf.sample' '*.py' 2>/dev/null || true
done
# Objects of random words, for round trips of the API's own code.
rm -rf "$to"/kubernetes_*/staging/src/k8s.io/api
find "$to" -name '*.conf.sample' -exec sh -c 'mv "$1" "${1%.sample}"' _ {} \;
for module in github.com/cloudnative-pg/cloudnative-pg@v1.28.0 k8s.io/kubernetes@v1.36.3 \
  github.com/prometheus-operator/prometheus-operator@v0.85.0 github.com/zegl/kube-score@v1.20.0; do
  from="$(go env GOMODCACHE)/$module"
  [ -d "$from" ] || { echo "not in the module cache: $module" >&2; continue; }
  into="$to/$(echo "$module" | tr '/@' '__')"
  mkdir -p "$into"
  (cd "$from" && find . -name vendor -prune -o \( -name '*.yaml' -o -name '*.yml' \) -print | tar -cf - -T -) | tar -C "$into" -xf -
  chmod -R u+w "$into"
done
for package in patroni haproxy prometheus prometheus-alertmanager etcd-server keepalived; do
  dpkg -L "$package" 2>/dev/null | grep -E '\.(ya?ml|conf|cfg)$' | while read -r file; do
    mkdir -p "$to/installed/$package" && cp "$file" "$to/installed/$package/"
  done
done
rm -rf "$to/archives"
