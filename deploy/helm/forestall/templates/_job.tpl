{{- /*
A Job that runs one command of the program around an upgrade. It comes before the release's own
ConfigMap, so it has all its settings in its environment.
Takes: root, name, hook, args, env (a list of YAML lines), and seconds that it may take.
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
          env: {{- .env | nindent 12 }}
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {cpu: "1", memory: 256Mi}
          securityContext: {{- include "forestall.containerSecurity" $root | nindent 12 }}
{{- end }}

{{- define "forestall.databaseEnv" -}}
- name: FORESTALL_DATABASE_URL
  valueFrom:
    secretKeyRef: {{ .Values.database.secret | toJson }}
{{- end }}

{{- /*
When a Job runs that readies what the pods stand on: before them. Where External Secrets brings what
the Job needs, that is there only once the release is: then after a first install, whose pods wait.
*/}}
{{- define "forestall.before" -}}
{{ ternary "post-install,pre-upgrade" "pre-install,pre-upgrade" .Values.externalSecrets.enabled }}
{{- end }}
