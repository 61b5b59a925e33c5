window.ui = SwaggerUIBundle({
  url: "/v1/openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  displayOperationId: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  filter: true,
  validatorUrl: null,
});
