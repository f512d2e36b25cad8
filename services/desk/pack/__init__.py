"""The evidence pack of a case: one model, shown as a page, as a PDF and as a text to work on."""
