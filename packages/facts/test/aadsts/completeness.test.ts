import { aadstsByCode, aadstsEntries } from '@versekey/facts/aadsts'
import { describe, expect, it } from 'vitest'

/*
 * Every code with the form it usually travels in: endpoint, `error`, status, `suberror`. Written out here and not taken
 * from the catalogue, so that a wrong fact fails a test. Source of the codes: "Microsoft Entra authentication and
 * authorization error codes"; of the forms: the flow documents of the Microsoft identity platform, recorded traffic of
 * the Azure SDK, and public logs (the entry grades each one).
 */
const codesByForm: Readonly<Record<string, readonly number[]>> = {
  'authorize access_denied': [1000104, 50002, 500021, 500022, 500212, 500213, 530034, 54000, 65004, 90123],
  'authorize interaction_required': [
    120000, 120002, 120003, 120004, 120005, 120008, 120011, 120012, 120013, 120014, 120015, 120016, 120018, 120020,
    120021, 16000, 50125, 50127, 50129, 50135, 50197, 53004, 53010,
  ],
  'authorize invalid_request': [165900, 50061, 70007, 90015],
  'authorize invalid_resource': [650054],
  'authorize invalid_scope': [650053],
  'authorize login_required': [50058],
  'authorize page': [
    1000031, 50011, 500113, 50014, 500207, 500208, 50140, 50199, 51004, 650056, 70004, 75001, 75003, 75005, 7500514,
    750054, 75008, 75011, 75016, 76021, 76026, 81004, 81005, 81006, 81007, 81009, 81010, 81011, 81012, 90094, 90095,
    900971,
  ],
  'authorize server_error': [50003, 50042],
  'authorize unsupported_response_type': [70005, 700054],
  'device invalid_request 400': [90119, 90120, 90121],
  'discovery invalid_instance 400': [50049],
  'discovery invalid_request 400': [50050],
  'token access_denied 403': [90093],
  'token authorization_pending 400': [70016],
  'token bad_verification_code 400': [70018],
  'token expired_token 400': [70019, 70020],
  'token interaction_required 400': [50131, 700020],
  'token invalid_client 400': [500112, 650052],
  'token invalid_client 401': [
    50012, 50017, 50027, 50048, 70002, 700021, 7000215, 7000216, 7000218, 7000222, 7000229, 700023, 700024, 700025,
    700026, 700027, 700030, 700211, 700212, 700213, 700229,
  ],
  'token invalid_grant 400': [
    130004, 130005, 130006, 130007, 130008, 135010, 135011, 140001, 240002, 50006, 50008, 50013, 500131, 500133, 50020,
    50053, 50056, 50057, 50064, 50085, 50089, 50097, 50105, 501051, 50126, 50132, 50134, 50144, 50148, 501481, 50155,
    50177, 50178, 50187, 50192, 50196, 530035, 53011, 54005, 700003, 700005, 7000113, 80001, 80002, 80005, 80007, 80010,
    80012, 80013, 80014, 90008, 90016, 900384, 90072, 90085,
  ],
  'token invalid_grant 400 bad_token': [50034, 50133, 50173, 70000, 70008, 700082, 700084, 70043],
  'token invalid_grant 400 basic_action': [50072, 50074, 50076, 50078, 50079, 50158],
  'token invalid_grant 400 consent_required': [65001],
  'token invalid_grant 400 message_only': [53000, 53001, 53002, 53003, 530032],
  'token invalid_grant 400 user_password_expired': [50055],
  'token invalid_request 400': [
    100007, 140000, 221000, 50029, 50059, 50107, 50128, 501461, 50147, 501491, 50194, 65002, 67003, 70021, 90002,
    900023, 90004, 90009, 90010, 9001023, 90013, 90014, 900144, 90019, 90023, 9000411, 9002313, 9002325, 9002326,
    9002327, 9002332, 90027, 90038, 900382, 900432, 90056, 900561, 90100, 901002, 90102, 90124, 90130,
  ],
  'token invalid_resource 400': [50001, 500011, 500014, 65005, 650057],
  'token invalid_scope 400': [1002012, 28002, 28003, 700022, 70011],
  'token server_error 400': [50146],
  'token server_error 500': [50000, 70012, 90036, 90092],
  'token temporarily_unavailable 429': [90055],
  'token temporarily_unavailable 503': [50033, 90006, 90012, 90024, 90033, 90090],
  'token unauthorized_client 400': [70001, 700011, 7000112, 7000114, 700016, 90099],
  'token unsupported_grant_type 400': [70003],
}

/** At the v1 endpoint a sign-in that needs a person is `interaction_required` instead (v1 sample of 50076; public logs). */
const interactionRequiredAtV1 = [50072, 50074, 50076, 50078, 50079, 50097, 50158, 53000, 53001, 53002, 53003, 530032]

/** The form clients of today meet: the token endpoint of v2 where the code travels there, else the first one. */
function usualForm(code: number): string {
  const wire = aadstsByCode.get(code)?.wire ?? []
  const form = wire.find((candidate) => candidate.at === 'token' && candidate.protocol !== 'v1') ?? wire[0]
  return [form?.at, form?.error ?? 'page', form?.status, form?.suberror].filter((part) => part !== undefined).join(' ')
}

describe('AADSTS catalogue', () => {
  it('holds every code once and no other', () => {
    const expected = Object.values(codesByForm).flat()
    expect(new Set(expected).size).toBe(expected.length)
    expect(aadstsEntries).toHaveLength(expected.length)
    expect([...aadstsByCode.keys()].sort()).toEqual(expected.sort())
  })

  it.each(Object.entries(codesByForm))('says that these codes travel as: %s', (form, codes) => {
    expect(codes.map((code) => [code, usualForm(code)])).toEqual(codes.map((code) => [code, form]))
  })

  it('answers interaction_required at the v1 token endpoint where v2 answers invalid_grant', () => {
    const found = aadstsEntries
      .filter(({ wire }) => wire.some((form) => form.protocol === 'v1' && form.error === 'interaction_required'))
      .map(({ code }) => code)
    expect(found.sort()).toEqual(interactionRequiredAtV1.sort())
  })

  it('finds an entry under its own code', () => {
    for (const [code, entry] of aadstsByCode) expect(entry.code).toBe(code)
  })
})
