import { dataverseErrorEntries, dataverseErrorsByCode } from '@versekey/facts/dataverse-errors'
import { describe, expect, it } from 'vitest'

/*
 * Every code with its HTTP status, written out here and not taken from the catalogue. Sources: "Web service error codes",
 * "Compose HTTP requests and handle errors", "Service protection API limits" (Microsoft Dataverse), public logs.
 */
const codesByStatus: ReadonlyMap<number | undefined, readonly string[]> = new Map<
  number | undefined,
  readonly string[]
>([
  [
    400,
    [
      ...['0x0', '0x80040203', '0x80040224', '0x80040236', '0x80040265', '0x80040278', '0x80040d40', '0x80041102'],
      ...['0x80041103', '0x80041129', '0x8004112a', '0x80041409', '0x80041d1f', '0x80041d28', '0x80041d2c'],
      ...['0x80041d2f', '0x80041d31', '0x80041d44', '0x80041d48', '0x80041d49', '0x80041d4c', '0x80041d4d'],
      ...['0x80041d4f', '0x80041d51', '0x80041d65', '0x80041d66', '0x80042f14', '0x80044150', '0x8004430a'],
      ...['0x8004430c', '0x80044331', '0x80044339', '0x80048408', '0x80048516', '0x80048d19', '0x8004b049'],
      ...['0x8004b050', '0x8004d24c', '0x8004e023', '0x8004f510', '0x8004f511', '0x8004f512', '0x8005f100'],
      ...['0x80060883', '0x80060888', '0x8006088a', '0x80060890', '0x80060893', '0x80061113', '0x80071151'],
      ...['0x80072325', '0x80072559'],
    ],
  ],
  [
    401,
    [
      ...['0x80040204', '0x80040277', '0x800404d2', '0x80041d50', '0x80041d52', '0x80044300', '0x80044302'],
      ...['0x80044308', '0x8004a100', '0x8004a101', '0x8004a102', '0x8004a103', '0x8004a105', '0x8004a112'],
      '0x8005f101',
    ],
  ],
  [
    403,
    [
      ...['0x8004020d', '0x80040220', '0x80040225', '0x80040231', '0x80040256', '0x80040276', '0x80042f09'],
      ...['0x80044160', '0x80044502', '0x80044507', '0x80048306', '0x80048405', '0x8004a104', '0x8004a110'],
      ...['0x8004a113', '0x8004d24b', '0x8004ed43', '0x8004f502', '0x8004f504', '0x8004f507', '0x80072560'],
      ...['0x80090432', '0x80095ffc', '0x80095ffe'],
    ],
  ],
  [404, ['0x80040217', '0x8004024a', '0x80060891']],
  [405, ['0x80040227', '0x8004023b', '0x80040315']],
  [412, ['0x80040237', '0x80040333', '0x80060882', '0x80060892']],
  [429, ['0x80072321', '0x80072322', '0x80072326']],
  [500, ['0x80040216', '0x80044151']],
  [503, ['0x80072323']],
  // Made up by ServiceClient itself (its Utils/ErrorCodes.cs); they never travel.
  [undefined, ['0x80044262', '0x8004426c', '0x800443fc']],
])

describe('Dataverse error catalogue', () => {
  it('holds every code once and no other', () => {
    const expected = [...codesByStatus.values()].flat()
    expect(new Set(expected).size).toBe(expected.length)
    expect(dataverseErrorEntries).toHaveLength(expected.length)
    expect([...dataverseErrorsByCode.keys()].sort()).toEqual(expected.sort())
  })

  it.each([...codesByStatus])('gives these codes the status %s', (status, codes) => {
    expect(codes.map((code) => [code, dataverseErrorsByCode.get(code)?.status])).toEqual(
      codes.map((code) => [code, status]),
    )
  })

  it('finds an entry under its own code', () => {
    for (const [code, entry] of dataverseErrorsByCode) expect(entry.code).toBe(code)
  })
})
