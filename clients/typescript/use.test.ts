/** The generated client and the running service, whose address is in COUPON_URL. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  CampaignsApi, Configuration, CouponFromJSON, CouponsApi, CouponStatusEnum, ProblemCodeEnum, ProblemFromJSON,
  ResponseError, UsersApi,
} from './client/index.js';

const configuration = new Configuration({ basePath: process.env.COUPON_URL });
const campaigns = new CampaignsApi(configuration);
const coupons = new CouponsApi(configuration);
const users = new UsersApi(configuration);

async function campaign(maxCoupons: number): Promise<string> {
  const id = `client-${randomUUID()}`;
  await campaigns.createCampaign({ campaignSettings: { id, startsAt: '2026-01-01', endsAt: '2090-12-31', maxCoupons,
    perUserLimit: 2 } });
  return id;
}

function issue(id: string, userId: string, idempotencyKey: string) {
  return coupons.issueCoupon({ id, idempotencyKey, issueBody: { userId } });
}

/** The code of the problem with which the service refuses a request. */
async function refusal(request: Promise<unknown>): Promise<ProblemCodeEnum> {
  const failure = await request.then(() => assert.fail('not refused'), (error) => error);
  assert.ok(failure instanceof ResponseError);
  return ProblemFromJSON(await failure.response.json()).code;
}

test('issues a coupon once for a request that is repeated', async () => {
  const id = await campaign(3);
  const coupon = await issue(id, 'alice', 'order-1');

  assert.equal(coupon.status, CouponStatusEnum.Issued);
  assert.deepEqual(await issue(id, 'alice', 'order-1'), coupon);
  const replay = await coupons.issueCouponRaw({ id, idempotencyKey: 'order-1', issueBody: { userId: 'alice' } });
  assert.equal(replay.raw.status, 200);
});

test('reads why there is no coupon', async () => {
  const id = await campaign(2);
  await issue(id, 'alice', 'order-1');
  await issue(id, 'alice', 'order-2');

  assert.equal(await refusal(issue(id, 'alice', 'order-3')), ProblemCodeEnum.UserLimitReached);
  assert.equal(await refusal(issue(id, 'bob', 'order-3')), ProblemCodeEnum.CampaignExhausted);
  assert.equal(await refusal(issue('none', 'bob', 'order-3')), ProblemCodeEnum.CampaignNotFound);
});

test('redeems a coupon and reads the wallet of its user', async () => {
  const user = `user-${randomUUID()}`;
  const first = await issue(await campaign(1), user, 'order-1');
  const second = await issue(await campaign(1), user, 'order-1');
  const redeemed = await coupons.redeemCoupon({ code: first.code, idempotencyKey: 'till-1',
    redemptionBody: { reference: 'order-9' } });

  assert.equal(redeemed.status, CouponStatusEnum.Redeemed);
  const wallet = await users.listUserCoupons({ userId: user });
  assert.deepEqual(wallet.items.map(({ code }) => code), [second.code, first.code]);
});

test('issues a batch, whose answer has a line for each row', async () => {
  const id = await campaign(2);
  const batch = { items: ['alice', 'bob', 'carol'].map((userId) => ({ userId })) };
  const answer = await coupons.issueBatchRaw({ id, batch, idempotencyKey: 'mailing' });
  const rows = (await answer.raw.text()).trim().split('\n').map((line) => JSON.parse(line));

  assert.deepEqual(rows.map(({ status }) => status).sort(), [201, 201, 409]);
});

test('is not broken by what a newer service says', () => {
  const coupon = CouponFromJSON({ code: 'A', campaignId: 'c', sequence: 1, issuedAt: '2026-11-27T09:00:00Z',
    expiresAt: '2099-12-31T23:00:00Z', status: 'FROZEN', colour: 'red' });

  assert.equal(coupon.code, 'A');
  assert.ok(!(Object.values(CouponStatusEnum) as string[]).includes(coupon.status as string));
});
