"""What leaves the companion as a document: a picture, a PDF, a FHIR Bundle, a QR code."""
