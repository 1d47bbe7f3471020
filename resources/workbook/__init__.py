"""The figures of many units in one XLSX workbook: a template to fill in, and reading it back."""
