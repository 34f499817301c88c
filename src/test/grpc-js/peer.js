// Calls a running service by gRPC: node peer.js localhost:9090 [API key]
// Prints one line for each claim, and ends with 1 if one is wrong.
const assert = require("node:assert/strict");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const proto = path.join(__dirname, "../../main/proto/v1/coupon_issuance.proto");
const { v1 } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true, longs: Number, defaults: true }));
const [address = "localhost:9090", key] = process.argv.slice(2);
const campaigns = new v1.CampaignService(address, grpc.credentials.createInsecure());
const coupons = new v1.CouponService(address, grpc.credentials.createInsecure());
const campaignId = "peer-" + Date.now();

/** The answer to a call; fails with the error of gRPC. */
function call(client, method, message, headers = {}) {
  const metadata = new grpc.Metadata();
  Object.entries(key ? { "x-api-key": key, ...headers } : headers).forEach(([name, value]) => metadata.set(name, value));
  return new Promise((done, failed) => client[method](message, metadata, { deadline: Date.now() + 10_000 },
    (error, answer) => error ? failed(error) : done(answer)));
}

async function claim(words, check) {
  await check();
  console.log("ok: " + words);
}

async function main() {
  await claim("creates a campaign", async () => {
    const answer = await call(campaigns, "CreateCampaign",
      { campaignId, startDate: "20260101", expiredDate: "20901231", maxCoupon: 502 });
    assert.equal(answer.result.success, true);
  });
  await claim("issues the same coupon for the same key", async () => {
    const first = await call(coupons, "IssueCoupon", { campaignId }, { "idempotency-key": "k1" });
    const again = await call(coupons, "IssueCoupon", { campaignId }, { "idempotency-key": "k1" });
    assert.match(first.couponCode, /^[가-힣0-9]{10}$/);
    assert.equal(again.couponCode, first.couponCode);
  });
  await claim("issues 500 coupons at once on one connection", async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => call(coupons, "IssueCoupon", { campaignId })));
    assert.equal(new Set(answers.map(answer => answer.couponCode)).size, 500);
  });
  await claim("answers the last coupon, and then that there are no more", async () => {
    assert.equal((await call(coupons, "IssueCoupon", { campaignId })).result.success, true);
    assert.equal((await call(coupons, "IssueCoupon", { campaignId })).result.errorCode, "campaign-exhausted");
  });
  await claim("reads the codes in the order of issue", async () => {
    const { info } = await call(campaigns, "GetCampaign", { campaignId });
    assert.equal(info.AllCouponIds.length, 502);
  });
  await claim("answers errors with codes, and with the id of the call", async () => {
    const error = await call(campaigns, "GetCampaign", { campaignId: "nothing" }).catch(e => e);
    assert.equal(error.code, grpc.status.NOT_FOUND);
    assert.ok(error.metadata.get("x-request-id")[0]);
  });
}

main().then(() => process.exit(0), error => {
  console.error(error);
  process.exit(1);
});
