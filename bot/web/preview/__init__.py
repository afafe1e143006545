"""Every text as it arrives, for editors, translators and clinicians. It shows; it changes nothing."""
