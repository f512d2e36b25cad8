{{- /* What no default can mend ends the rendering with a sentence that says what to set. */}}
{{- define "forestall.refuse" -}}
{{- if not .Values.image.repository }}
{{- fail "image.repository: set it to where you pushed the image built from deploy/image/Dockerfile" }}
{{- end }}
{{- if not (dig "kafka" "bootstrap" "" .Values.config) }}
{{- fail "config.kafka.bootstrap: set it to host:port of your Kafka; none is started here" }}
{{- end }}
{{- if not .Values.database.secret.name }}
{{- fail "database.secret.name: name the Secret whose key `database.secret.key` holds postgresql://user:password@host/name" }}
{{- end }}
{{- if not (dig "privacy" "key" "" .Values.config) }}
{{- fail "config.privacy.key: point it to the master key, {file: secrets/KEY}; `forestall privacy key` makes one" }}
{{- end }}
{{- range tuple "health_port" "edge" "playbook" "templates" "data_dir" }}
{{- if hasKey $.Values.config . }}
{{- fail (printf "config.%s: leave it out; the chart sets it" .) }}
{{- end }}
{{- end }}
{{- if hasKey (.Values.config.database | default dict) "url" }}
{{- fail "config.database.url: leave it out; name the Secret that holds it in database.secret.name" }}
{{- end }}
{{- range concat (include "forestall.references" .Values.config | trim | splitList "\n") (include "forestall.references" .Values.kafkaUsers | trim | splitList "\n") }}
{{- if . }}
{{- if not (regexMatch "^file secrets/[A-Za-z0-9._-]+$" .) }}
{{- fail (printf "config: it points to {%s}; write {file: secrets/KEY}, KEY being a key of the Secret `secrets.name`" (replace " " ": " .)) }}
{{- end }}
{{- if has . (list "file secrets/database-url" "file secrets/strimzi-ca" "file secrets/strimzi-password" "file secrets/strimzi-certificate" "file secrets/strimzi-key") }}
{{- fail (printf "config: {%s} is the chart's own; give your key another name" (replace " " ": " .)) }}
{{- end }}
{{- if not $.Values.secrets.name }}
{{- fail (printf "secrets.name: name the Secret that holds what `config` points to, %s among it" (trimPrefix "file secrets/" .)) }}
{{- end }}
{{- end }}
{{- end }}
{{- include "forestall.refuseOptions" . }}
{{- end }}

{{- /* Options that want each other, or cannot be together. */}}
{{- define "forestall.refuseOptions" -}}
{{- if has .Values.image.tag (list "latest" "main" "master" "edge" "stable") }}
{{- fail "image.tag: name a version; a tag that moves brings another program at every restart" }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) }}
{{- fail "ingress.host: set it to the name under which the marketplaces reach you" }}
{{- end }}
{{- if and .Values.gateway.enabled (not (and .Values.gateway.host .Values.gateway.parents)) }}
{{- fail "gateway.host, gateway.parents: set the name under which the marketplaces reach you, and the Gateway that listens there" }}
{{- end }}
{{- if and .Values.ingress.enabled .Values.gateway.enabled }}
{{- fail "ingress, gateway: enable one of them; two ways in are two to keep shut" }}
{{- end }}
{{- $desk := .Values.config.desk | default dict }}
{{- range tuple "host" "port" "alone" }}
{{- if hasKey $desk . }}
{{- fail (printf "config.desk.%s: leave it out; in a cluster a proxy tells who comes (config.desk.header, peers, people), or they sign in (config.desk.oidc)" .) }}
{{- end }}
{{- end }}
{{- if and $desk (not (or $desk.header $desk.oidc)) }}
{{- fail "config.desk.header: name the header in which your proxy tells who comes, or set config.desk.oidc, or leave config.desk out" }}
{{- end }}
{{- if and $desk .Values.networkPolicy.enabled (not .Values.networkPolicy.deskFrom) }}
{{- fail "networkPolicy.deskFrom: name the pods of the proxy before the desk, or those that bring it https" }}
{{- end }}
{{- $strimzi := .Values.strimzi }}
{{- if and (or $strimzi.topics $strimzi.users) (not $strimzi.cluster) }}
{{- fail "strimzi.cluster: name the Kafka resource in this namespace" }}
{{- end }}
{{- if and $strimzi.users (not $strimzi.topics) }}
{{- fail "strimzi.users: set strimzi.topics as well; no user of ours may make a topic" }}
{{- end }}
{{- if and $strimzi.users .Values.kafkaUsers }}
{{- fail "kafkaUsers: leave it out; strimzi.users makes a user for each workload" }}
{{- end }}
{{- range $part, $user := .Values.kafkaUsers }}
{{- range $name, $told := $user }}
{{- if not (get $.Values.config.kafka $name) }}
{{- fail (printf "kafkaUsers.%s.%s: set config.kafka.%s as well; the Job that makes topics shows that one, and who has no user of its own" $part $name $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.externalSecrets.enabled (not .Values.externalSecrets.store.name) }}
{{- fail "externalSecrets.store.name: name the SecretStore that your secrets lie in" }}
{{- end }}
{{- if .Values.scaling.enabled }}
{{- $partitions := int (.Values.config.kafka.partitions | default 4) }}
{{- range include "forestall.scaled" . | fromYamlArray }}
{{- $least := int (index $.Values.workloads .).replicas }}
{{- $most := int (index $.Values.scaling.most . | default $partitions) }}
{{- if gt $most $partitions }}
{{- fail (printf "scaling.most.%s: %d consumers cannot share %d partitions (config.kafka.partitions)" . $most $partitions) }}
{{- end }}
{{- if gt $least $most }}
{{- fail (printf "workloads.%s.replicas: %d is more than the %d that it may scale to" . $least $most) }}
{{- end }}
{{- if lt $least 1 }}
{{- fail (printf "workloads.%s.replicas: with scaling it is the least, 1 or more" .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
