{{- /*
A Job that runs one command of the program around an upgrade. It comes before the release's own
ConfigMap, so there is one of its own.
Takes: root, name, hook, args, config (`tables` or `topics`), and seconds that it may take.
*/}}
{{- define "forestall.job" -}}
{{- $root := .root -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "forestall.fullname" $root }}-{{ .name }}
  labels:
    {{- include "forestall.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  # A database that an operator is still making may take minutes; each try waits longer than the last.
  backoffLimit: 8
  activeDeadlineSeconds: {{ .seconds }}
  template:
    metadata:
      labels:
        {{- include "forestall.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .name }}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- include "forestall.placement" $root | nindent 6 }}
      securityContext: {{- include "forestall.podSecurity" $root | nindent 8 }}
      containers:
        - name: forestall
          image: {{ include "forestall.image" $root }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args: {{ toJson .args }}
          env:
            - {name: FORESTALL_CONFIG, value: /etc/forestall/forestall.yaml}
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {cpu: "1", memory: 256Mi}
          securityContext: {{- include "forestall.containerSecurity" $root | nindent 12 }}
          volumeMounts:
            - {name: config, mountPath: /etc/forestall, readOnly: true}
      volumes:
        - name: config
          projected:
            defaultMode: 0440
            sources:
              - configMap:
                  name: {{ include "forestall.fullname" $root }}-jobs
                  items: [{key: {{ .config }}.yaml, path: forestall.yaml}]
              {{- if eq .config "tables" }}
              - secret:
                  name: {{ $root.Values.database.secret.name }}
                  items: [{key: {{ $root.Values.database.secret.key }}, path: secrets/database-url}]
              {{- end }}
              {{- with include "forestall.secretKeys" (include (print "forestall." .config "Config") $root) | fromYamlArray }}
              - secret:
                  name: {{ $root.Values.secrets.name }}
                  items:
                    {{- range . }}
                    - {key: {{ . }}, path: secrets/{{ . }}}
                    {{- end }}
              {{- end }}
{{- end }}

{{- /* What the Jobs for tables and for topics have to know. */}}
{{- define "forestall.tablesConfig" -}}
database: {url: {file: secrets/database-url}}
{{- end }}
{{- define "forestall.topicsConfig" -}}
{{- toYaml (pick .Values.config "kafka") -}}
{{- end }}

{{- /*
When a Job runs that readies what the pods stand on: before them. Where External Secrets brings what
the Job needs, that is there only once the release is: then after a first install, whose pods wait.
*/}}
{{- define "forestall.before" -}}
{{ ternary "post-install,pre-upgrade" "pre-install,pre-upgrade" .Values.externalSecrets.enabled }}
{{- end }}
