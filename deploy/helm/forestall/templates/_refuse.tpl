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
{{- range include "forestall.references" .Values.config | trim | splitList "\n" }}
{{- if . }}
{{- if not (regexMatch "^file secrets/[A-Za-z0-9._-]+$" .) }}
{{- fail (printf "config: it points to {%s}; write {file: secrets/KEY}, KEY being a key of the Secret `secrets.name`" (replace " " ": " .)) }}
{{- end }}
{{- if eq . "file secrets/database-url" }}
{{- fail "config: {file: secrets/database-url} is the database's address; give your key another name" }}
{{- end }}
{{- if not $.Values.secrets.name }}
{{- fail (printf "secrets.name: name the Secret that holds what `config` points to, %s among it" (trimPrefix "file secrets/" .)) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) }}
{{- fail "ingress.host: set it to the name under which the marketplaces reach you" }}
{{- end }}
{{- end }}
