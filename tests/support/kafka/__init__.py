"""A real Apache Kafka for the tests: one node (KRaft), TLS off, as a child of the test session."""
