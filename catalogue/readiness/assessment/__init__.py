"""The readiness model: facts and a model in, a result out. Pure, no database."""
