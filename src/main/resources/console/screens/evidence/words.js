/** The words for what happens to campaigns and coupons, and for the settings of campaigns. */

import { addWords, hasWords, t } from '../../core/words.js';

/** The types of events. */
export const TYPES = ['campaign.created', 'campaign.updated', 'campaign.paused', 'campaign.resumed', 'campaign.deleted',
  'campaign.erased', 'campaign.codes-imported', 'campaign.codes-dropped', 'campaign.low-stock', 'campaign.exhausted',
  'coupon.issued', 'coupon.redeemed', 'coupon.redemption-rolled-back', 'coupon.voided', 'coupon.void-revoked'];

addWords({
  en: {
    'event.campaign.created': 'Campaign created',
    'event.campaign.updated': 'Settings changed',
    'event.campaign.paused': 'Campaign paused',
    'event.campaign.resumed': 'Campaign resumed',
    'event.campaign.deleted': 'Campaign deleted',
    'event.campaign.erased': 'Campaign erased: its time was up',
    'event.campaign.codes-imported': 'Codes imported',
    'event.campaign.codes-dropped': 'Imported codes dropped',
    'event.campaign.low-stock': 'Few coupons left',
    'event.campaign.exhausted': 'Sold out',
    'event.coupon.issued': 'Coupon issued',
    'event.coupon.redeemed': 'Coupon redeemed',
    'event.coupon.redemption-rolled-back': 'Redemption rolled back',
    'event.coupon.voided': 'Coupon declared void',
    'event.coupon.void-revoked': 'Coupon valid again',
    'setting.name': 'Name',
    'setting.startsAt': 'Start',
    'setting.endsAt': 'End',
    'setting.maxCoupons': 'Coupons',
    'setting.perUserLimit': 'Limit per user',
    'setting.timeZone': 'Time zone',
    'setting.codeFormat': 'Format of codes',
    'setting.couponsExpireAt': 'Coupons expire at',
    'setting.couponValidFor': 'Coupons are valid for',
    'setting.couponsExtendedTo': 'Coupons extended to',
    'setting.openingHours': 'Opening hours',
    'setting.quota': 'Quota',
    'setting.metadata': 'Metadata',
    'setting.paused': 'Paused',
    'setting.importedCodes': 'Imported codes',
    'setting.codesLeft': 'Codes not issued',
    'setting.never': 'never',
    'setting.true': 'yes',
    'setting.false': 'no',
  },
  ko: {
    'event.campaign.created': '캠페인 생성',
    'event.campaign.updated': '설정 변경',
    'event.campaign.paused': '캠페인 일시 중지',
    'event.campaign.resumed': '캠페인 재개',
    'event.campaign.deleted': '캠페인 삭제',
    'event.campaign.erased': '보관 기간이 지나 캠페인 소거',
    'event.campaign.codes-imported': '코드 가져오기',
    'event.campaign.codes-dropped': '가져온 코드 폐기',
    'event.campaign.low-stock': '쿠폰이 얼마 남지 않음',
    'event.campaign.exhausted': '소진',
    'event.coupon.issued': '쿠폰 발급',
    'event.coupon.redeemed': '쿠폰 사용',
    'event.coupon.redemption-rolled-back': '사용 취소',
    'event.coupon.voided': '쿠폰 무효 처리',
    'event.coupon.void-revoked': '쿠폰 무효 해제',
    'setting.name': '이름',
    'setting.startsAt': '시작',
    'setting.endsAt': '종료',
    'setting.maxCoupons': '쿠폰 수',
    'setting.perUserLimit': '1인당 한도',
    'setting.timeZone': '시간대',
    'setting.codeFormat': '코드 형식',
    'setting.couponsExpireAt': '쿠폰 만료 시각',
    'setting.couponValidFor': '쿠폰 유효 기간',
    'setting.couponsExtendedTo': '쿠폰 연장 기한',
    'setting.openingHours': '운영 시간',
    'setting.quota': '할당량',
    'setting.metadata': '메타데이터',
    'setting.paused': '일시 중지',
    'setting.importedCodes': '가져온 코드',
    'setting.codesLeft': '미발급 코드',
    'setting.never': '없음',
    'setting.true': '예',
    'setting.false': '아니요',
  },
});

/** The words for a type of event; a type that is newer than the console is shown as it is. */
export function typeName(type) {
  return hasWords(`event.${type}`) ? t(`event.${type}`) : type;
}

/** The words for the name of a setting. */
export function settingName(name) {
  return hasWords(`setting.${name}`) ? t(`setting.${name}`) : name;
}
