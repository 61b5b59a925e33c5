"""What is wrong with one parameter or member."""

from api.messages.members.accounts import ACCOUNTS
from api.messages.members.businesses import BUSINESSES
from api.messages.members.completeness import COMPLETENESS
from api.messages.members.enquiries import ENQUIRIES
from api.messages.members.parameters import PARAMETERS
from api.messages.members.plots import PLOTS
from api.messages.members.products import PRODUCTS
from api.messages.members.readiness import READINESS
from api.messages.members.values import VALUES

BY_SUBJECT = (
    VALUES,
    PARAMETERS,
    ACCOUNTS,
    BUSINESSES,
    PRODUCTS,
    COMPLETENESS,
    PLOTS,
    READINESS,
    ENQUIRIES,
)
ERRORS = {key: message for part in BY_SUBJECT for key, message in part.items()}
