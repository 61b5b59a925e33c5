// What a buyer's web site and a seller's app do, by a client made from openapi.yaml.
import assert from "node:assert/strict";
import { test } from "node:test";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Summary = components["schemas"]["ProductSummary"];

const baseUrl = process.env.CATALOGUE_URL;
assert.ok(baseUrl, "CATALOGUE_URL is not set");
const client = createClient<paths>({
  baseUrl,
  querySerializer: { array: { style: "form", explode: false } },
});

async function coffees(cursor?: string) {
  const { data } = await client.GET("/v1/products", {
    params: {
      query: {
        lang: "en",
        category: ["kopi-biji-hijau", "kopi-sangrai-bubuk"],
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      },
    },
  });
  assert.ok(data);
  return data;
}

test("a filtered list goes on over its cursor and back", async () => {
  const first = await coffees();
  assert.equal(first.results.length, 3);
  assert.equal(first.count, null);
  assert.equal(first.search, null);
  assert.ok(first.next_cursor);

  const second = await coffees(first.next_cursor);
  const seen = new Set(first.results.map((row) => row.id));
  assert.ok(second.results.length > 0);
  assert.ok(second.results.every((row) => !seen.has(row.id)));
  assert.ok(second.previous_cursor);

  const back = await coffees(second.previous_cursor);
  assert.deepEqual(back.results, first.results);
});

test("the detail of a row says all that the row said", async () => {
  const row = (await coffees()).results[0];
  assert.ok(row);

  const { data: product } = await client.GET("/v1/products/{id}", {
    params: { path: { id: row.id }, query: { lang: "en" } },
  });

  assert.ok(product);
  const summary: Summary = product; // a superset, also for the compiler
  for (const [member, value] of Object.entries(row)) {
    assert.deepEqual(summary[member as keyof Summary], value, member);
  }
  const price: string | undefined = product.price?.amount;
  assert.match(price ?? "0.00", /^\d+\.\d\d$/);
});

test("an answer that still holds is not sent again", async () => {
  const query = { lang: "en", limit: 2 };
  const { response } = await client.GET("/v1/products", { params: { query } });
  const tag = response.headers.get("ETag");
  assert.ok(tag);

  const again = await client.GET("/v1/products", {
    params: { query, header: { "If-None-Match": tag } },
  });

  assert.equal(again.response.status, 304);
  assert.equal(again.data, undefined);
});

test("a facet's count is what its value gives", async () => {
  const { data } = await client.GET("/v1/products/facets", {
    params: { query: { lang: "en" } },
  });
  const value = data?.facets.find((facet) => facet.name === "regency")?.values[0];
  assert.ok(value);

  const { data: list } = await client.GET("/v1/products", {
    params: { query: { lang: "en", regency: [value.value], limit: 1, count: true } },
  });

  assert.equal(list?.count, value.count);
});

test("a fault is told by a typed problem", async () => {
  const { error, response } = await client.GET("/v1/products", {
    params: { query: { lang: "en", regency: ["18.99"] } },
  });

  assert.ok(error);
  assert.equal(error.code, "validation_failed");
  assert.equal(error.status, 400);
  assert.equal(error.request_id, response.headers.get("Request-Id"));
  assert.deepEqual(
    error.errors.map((fault) => [fault.in, fault.pointer, fault.code]),
    [["query", "regency", "not_found"]],
  );
});

test("a product that never was is a problem too", async () => {
  const { error } = await client.GET("/v1/products/{id}", {
    params: { path: { id: "01a18dcc-ed60-74a9-a3c3-000000000000" } },
  });

  assert.equal(error?.code, "not_found");
});

test("a language we lack falls back", async () => {
  const { data, response } = await client.GET("/v1/products", {
    params: { query: { limit: 1 }, header: { "Accept-Language": "de-DE, de;q=0.9" } },
  });

  assert.equal(response.headers.get("Content-Language"), "en");
  assert.equal(data?.results[0]?.content_language, "en");
});

test("every other read answers in its shape", async () => {
  const query = { lang: "id" };
  const params = { params: { query } };
  const { data: sellers } = await client.GET("/v1/sellers", params);
  const seller = sellers?.results[0];
  assert.ok(seller);
  const { data: full } = await client.GET("/v1/sellers/{id}", {
    params: { path: { id: seller.id }, query },
  });
  assert.equal(full?.name, seller.name);
  const product = (await coffees()).results[0];
  assert.ok(product);
  const of = { params: { path: { id: product.id }, query } };
  const { data: related } = await client.GET("/v1/products/{id}/related", of);
  assert.ok(related?.results.every((row) => row.id !== product.id));
  const { data: linked } = await client.GET("/v1/products/{id}/json-ld", of);
  assert.equal(linked?.["@type"], "Product");
  const { data: suggested } = await client.GET("/v1/suggestions", {
    params: { query: { q: "tap", lang: "id" } },
  });
  assert.ok(suggested?.results.some((found) => found.kind === "category"));
  assert.equal((await client.GET("/v1/regencies", params)).data?.results.length, 15);
  assert.ok((await client.GET("/v1/categories", params)).data?.results.length);
  assert.ok((await client.GET("/v1/markets", params)).data?.results.length);
  assert.ok((await client.GET("/v1/certificate-types", params)).data?.results.length);
  assert.ok((await client.GET("/v1/problems", params)).data?.results.length);
  const { data: explained } = await client.GET("/v1/problems/{code}", {
    params: { path: { code: "gone" }, query },
  });
  assert.equal(explained?.status, 410);
  const { data: service } = await client.GET("/v1", params);
  assert.ok(service?.languages.includes("id"));
});

test("a seller writes a draft, changes it and takes it back", async () => {
  const { data: pair } = await client.POST("/v1/auth/token", {
    body: { email: "seller@contoh.example", password: "lampung-contoh" },
  });
  assert.ok(pair);
  const seller = createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${pair.access_token}` },
  });
  const counted = { params: { query: { limit: 1, count: true } } };
  const { data: before } = await seller.GET("/v1/seller/products", counted);
  assert.ok(before);
  const key = { "Idempotency-Key": crypto.randomUUID() };
  const draft = {
    params: { header: key },
    body: { name: { id: "Kain tapis", en: "Tapis cloth" } },
  };

  const made = await seller.POST("/v1/seller/products", draft);
  const again = await seller.POST("/v1/seller/products", draft);

  assert.equal(made.response.status, 201);
  assert.ok(made.data);
  assert.equal(made.data.status, "draft");
  assert.equal(again.data?.id, made.data.id);
  assert.equal(again.response.headers.get("Idempotency-Replayed"), "true");

  const path = { id: made.data.id };
  const tag = made.response.headers.get("ETag");
  assert.ok(tag);
  const change = {
    params: { path, header: { "If-Match": tag } },
    body: { lead_time_days: 14 },
  };
  const changed = await seller.PATCH("/v1/seller/products/{id}", change);
  assert.equal(changed.data?.lead_time_days, 14);
  const late = await seller.PATCH("/v1/seller/products/{id}", change);
  assert.equal(late.error?.code, "precondition_failed");

  const of = { params: { path } };
  const takenBack = await seller.DELETE("/v1/seller/products/{id}", of);
  assert.equal(takenBack.response.status, 204);
  const { error } = await seller.GET("/v1/seller/products/{id}", of);
  assert.equal(error?.code, "not_found");
  const { data: after } = await seller.GET("/v1/seller/products", counted);
  assert.equal(after?.count, before.count);
});

test("what needs a token says so", async () => {
  const { error, response } = await client.GET("/v1/me");

  assert.equal(response.status, 401);
  assert.equal(error?.code, "authentication_required");
});
