Redoc.init(
  "/v1/openapi.yaml",
  { expandResponses: "200", hideDownloadButton: true, sortOperationsAlphabetically: false },
  document.getElementById("api"),
);
