#!/bin/sh
# Collects the second public configuration into two folders, for bench/audit/sample.mjs: FOLDER/mended, which
# rules were mended for, and FOLDER/unseen. By hand, never in npm test.
#   sh bench/audit/fresh-corpus.sh FOLDER
# Go's modules come by `go mod download`. With helm on PATH (go install helm.sh/helm/v3/cmd/helm@v3.22.0) charts
# that need no values are rendered too.
set -eu
to=$(realpath -m "$1")
mkdir -p "$to/mended" "$to/unseen" "$to/fetch"
cd "$to/fetch"
[ -f go.mod ] || go mod init corpus.example/all 2>/dev/null

# module FOLDER MODULE@VERSION: its files, and its charts as helm renders them
module() {
  from=$(go mod download -json "$2" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  [ -n "$from" ] || { echo "not served: $2" >&2; return 0; }
  into="$1/go-$(echo "${2%@*}" | tr '/' '_')"
  mkdir -p "$into"
  (cd "$from" && find . \( -name vendor -o -name crds \) -prune -o \
    \( -name '*.yaml' -o -name '*.yml' -o -name '*.properties' -o -name '*.cfg' \) -size -900k -print |
    tar -cf - -T -) | tar -C "$into" -xf -
  chmod -R u+w "$into"
  command -v helm >/dev/null || return 0
  find "$from" -name Chart.yaml -not -path '*/test*/*' -not -path '*/charts/*/charts/*' | while read -r chart; do
    rendered="$1/helm-$(dirname "${chart#"$from"/}" | tr '/' '_')"
    mkdir -p "$rendered"
    helm template rel "$(dirname "$chart")" >"$rendered/all.yaml" 2>/dev/null || rm -r "$rendered"
  done
}

for one in github.com/argoproj/argo-cd/v2@v2.14.21 github.com/cert-manager/cert-manager@v1.21.2 \
  k8s.io/ingress-nginx@v0.0.0-20240708192948-52c50467d67d sigs.k8s.io/metrics-server@v0.9.0 \
  github.com/grafana/loki/v3@v3.7.8 github.com/grafana/mimir@v1.3.1-0.20260423142704-aced80d74930 \
  knative.dev/serving@v0.51.0 github.com/kedacore/keda/v2@v2.21.0 helm.sh/helm/v3@v3.22.0 \
  github.com/open-policy-agent/gatekeeper/v3@v3.23.1 github.com/fluxcd/flux2/v2@v2.9.5 \
  github.com/kyverno/kyverno@v1.19.1 go.universe.tf/metallb@v0.16.2 github.com/jaegertracing/jaeger@v1.76.0 \
  github.com/dapr/dapr@v1.14.0 github.com/vmware-tanzu/velero@v1.18.3; do
  module "$to/mended" "$one"
done
# Thousands of variants of a few objects.
rm -rf "$to/mended/go-github.com_kyverno_kyverno/test" "$to/mended/go-github.com_kyverno_kyverno/charts"
mimir="$to/mended/go-github.com_grafana_mimir"
find "$mimir" -type d -name '*generated' | sort | sed 1,2d | xargs -r rm -rf
find "$mimir/operations/mimir-tests" -name '*-generated.yaml' | sort | sed 1,6d | xargs -r rm -f
for one in sigs.k8s.io/cluster-api@v1.14.2 github.com/projectcontour/contour@v1.33.8 \
  github.com/elastic/cloud-on-k8s/v3@v3.5.0 github.com/nats-io/nats-server/v2@v2.15.2; do
  module "$to/unseen" "$one"
done

npm pack --silent generator-jvm@1.18.99 @socialgouv/parse-manifests@1.16.4 >/dev/null
pip download --quiet --no-deps --no-binary :all: celery==5.7.0 avionix-airflow==0.2.4 patroni==4.1.5 \
  jupyterhub==6.1.1
for archive in *.tgz *.tar.gz; do
  into="$to/mended/package-${archive%.t*gz}"
  mkdir -p "$into"
  tar -C "$into" --strip-components=1 -xf "$archive" --wildcards '*.yaml' '*.yml' '*.py' 2>/dev/null || true
done
cd "$to" && chmod -R u+w fetch && rm -rf fetch
