/** The reasons for which requests for a coupon were refused, as the service counts them. */

import { addWords, hasWords, t } from './words.js';

addWords({
  en: {
    'refusal.campaign-exhausted': 'All coupons were issued',
    'refusal.campaign-not-started': 'The campaign had not started',
    'refusal.campaign-ended': 'The campaign was over',
    'refusal.campaign-paused': 'The campaign was paused',
    'refusal.campaign-closed': 'It was outside the opening hours',
    'refusal.quota-exhausted': 'The quota of the time was used up',
    'refusal.user-quota-reached': 'The user had used up the quota of the time',
    'refusal.user-limit-reached': 'The user had as many as one may have',
    'refusal.user-required': 'The request named no user',
    'refusal.rate-limited': 'The caller asked too often',
    'refusal.idempotency-key-reused': 'A key of idempotency was used for another user',
    'refusal.code-space-exhausted': 'Too few codes were left',
  },
  ko: {
    'refusal.campaign-exhausted': '쿠폰이 모두 발급됨',
    'refusal.campaign-not-started': '캠페인 시작 전',
    'refusal.campaign-ended': '캠페인 종료 후',
    'refusal.campaign-paused': '캠페인 일시 중지 중',
    'refusal.campaign-closed': '운영 시간 외',
    'refusal.quota-exhausted': '해당 기간의 할당량 소진',
    'refusal.user-quota-reached': '사용자의 기간별 할당량 소진',
    'refusal.user-limit-reached': '사용자의 1인당 한도 도달',
    'refusal.user-required': '요청에 사용자가 없음',
    'refusal.rate-limited': '호출이 너무 잦음',
    'refusal.idempotency-key-reused': '멱등 키를 다른 사용자에게 다시 사용함',
    'refusal.code-space-exhausted': '남은 코드가 너무 적음',
  },
});

/** The words for a reason. One that this console doesn't know is shown as it is. */
export function refusalName(reason) {
  return hasWords(`refusal.${reason}`) ? t(`refusal.${reason}`) : reason;
}
