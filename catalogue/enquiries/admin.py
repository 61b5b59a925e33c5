from catalogue.enquiries import admin_reference  # noqa: F401 - they register
from catalogue.enquiries.desk import senders, threads  # noqa: F401 - they register
