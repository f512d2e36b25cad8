"""What every service stands on: settings, Kafka, PostgreSQL, HTTP, telemetry, the two clocks."""
