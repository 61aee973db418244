import { describe, expect, it } from 'vitest'
import { parsePreferences } from '../../../src/dataverse/web-api/preferences.ts'

describe('the Prefer header (RFC 7240 section 2)', () => {
  it.each([
    ['odata.maxpagesize=3', 3],
    ['odata.maxpagesize="3"', 3],
    ['ODATA.MAXPAGESIZE = 3', 3],
    ['respond-async, odata.maxpagesize=3; foo=bar', 3],
    ['odata.maxpagesize=3,odata.maxpagesize=4', 3],
    ['odata.maxpagesize=5001', 5000],
    ['odata.maxpagesize=0', undefined],
    ['odata.maxpagesize=-1', undefined],
    ['odata.maxpagesize=1.5', undefined],
    ['odata.maxpagesize=x', undefined],
    ['odata.maxpagesize', undefined],
    ['maxpagesize=3', undefined],
    ['', undefined],
    ['odata.include-annotations="odata.maxpagesize=3"', undefined],
  ])('%s has page size %s', (prefer, size) => {
    expect(parsePreferences({ prefer }).maxPageSize).toBe(size)
  })

  it.each([
    ['return=representation', true],
    ['odata.include-annotations="*",return=representation', true],
    ['return="representation"', true],
    ['return=minimal', false],
    ['return', false],
  ])('%s asks for the representation: %s', (prefer, expected) => {
    expect(parsePreferences({ prefer }).returnRepresentation).toBe(expected)
  })

  it('may come in several headers', () => {
    const { maxPageSize, returnRepresentation } = parsePreferences({
      prefer: ['odata.maxpagesize=3', 'return=representation'],
    })
    expect([maxPageSize, returnRepresentation]).toEqual([3, true])
  })

  it.each([
    ['*', 'OData.Community.Display.V1.FormattedValue', true],
    ['OData.*', 'OData.Community.Display.V1.FormattedValue', true],
    ['OData.*', 'Microsoft.Dynamics.CRM.lookuplogicalname', false],
    ['Microsoft.Dynamics.CRM.lookuplogicalname', 'Microsoft.Dynamics.CRM.lookuplogicalname', true],
    ['*,-Microsoft.*', 'Microsoft.Dynamics.CRM.lookuplogicalname', false],
    ['-*', 'OData.Community.Display.V1.FormattedValue', false],
    ['-*,OData.*', 'OData.Community.Display.V1.FormattedValue', true],
    ['', 'OData.Community.Display.V1.FormattedValue', false],
  ])('include-annotations="%s" wants %s: %s', (patterns, name, expected) => {
    const { wantsAnnotation } = parsePreferences({ prefer: `odata.include-annotations="${patterns}"` })
    expect(wantsAnnotation(name)).toBe(expected)
  })

  it('is not echoed when it is not fit for a header', () => {
    expect(
      parsePreferences({ prefer: 'odata.include-annotations="*\r\nSet-Cookie: x=1"' }).includeAnnotations,
    ).toBeUndefined()
  })
})
