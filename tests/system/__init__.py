"""The companion as it runs for real, spoken to as her phone does: by way of the providers, over HTTP."""
