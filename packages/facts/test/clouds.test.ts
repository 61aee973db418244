import { clouds, dataverseRegions, environmentHostPattern } from '@versekey/facts/clouds'
import { describe, expect, it } from 'vitest'

describe('clouds', () => {
  it('names hosts that are hosts and nothing else', () => {
    for (const cloud of clouds) {
      const hosts = [
        cloud.authorityHost,
        ...cloud.authorityAliases,
        cloud.environmentSuffix,
        cloud.graphHost,
        ...(cloud.globalDiscoveryHost === undefined ? [] : [cloud.globalDiscoveryHost]),
      ]
      for (const host of hosts) expect(new URL(`https://${host}/`).host, cloud.name).toBe(host)
    }
  })

  it.each([
    ['public', 'login.microsoftonline.com', 'crm.dynamics.com', 'globaldisco.crm.dynamics.com'],
    ['usGovernmentGcc', 'login.microsoftonline.com', 'crm9.dynamics.com', 'globaldisco.crm9.dynamics.com'],
    [
      'usGovernmentGccHigh',
      'login.microsoftonline.us',
      'crm.microsoftdynamics.us',
      'globaldisco.crm.microsoftdynamics.us',
    ],
    ['usGovernmentDod', 'login.microsoftonline.us', 'crm.appsplatform.us', 'globaldisco.crm.appsplatform.us'],
    ['china', 'login.partner.microsoftonline.cn', 'crm.dynamics.cn', 'globaldisco.crm.dynamics.cn'],
    ['germany', 'login.microsoftonline.de', 'crm.microsoftdynamics.de', undefined],
  ])('%s asks %s for tokens and has environments under %s (authentication & national clouds)', (...expected) => {
    const cloud = clouds.find(({ name }) => name === expected[0])
    expect([cloud?.name, cloud?.authorityHost, cloud?.environmentSuffix, cloud?.globalDiscoveryHost]).toEqual(expected)
  })

  it.each([
    ['login.microsoftonline.com', ['login.windows.net', 'login.microsoft.com', 'sts.windows.net']],
    ['login.microsoftonline.us', ['login.usgovcloudapi.net']],
    ['login.partner.microsoftonline.cn', ['login.chinacloudapi.cn']],
    ['login.microsoftonline.de', []],
  ])('%s has the aliases of instance discovery (MSAL constants)', (authorityHost, aliases) => {
    const found = clouds.filter((cloud) => cloud.authorityHost === authorityHost)
    expect(found.length).toBeGreaterThan(0)
    for (const cloud of found) expect(cloud.authorityAliases).toEqual(aliases)
  })

  it.each([
    ['public', 'graph.microsoft.com'],
    ['usGovernmentGcc', 'graph.microsoft.com'],
    ['usGovernmentGccHigh', 'graph.microsoft.us'],
    ['usGovernmentDod', 'dod-graph.microsoft.us'],
    ['china', 'microsoftgraph.chinacloudapi.cn'],
    ['germany', 'graph.microsoft.de'],
  ])('%s has Graph at %s (national cloud deployments)', (name, graphHost) => {
    expect(clouds.find((cloud) => cloud.name === name)?.graphHost).toBe(graphHost)
  })

  it('knows that the German cloud closed on 29 October 2021 and no other has', () => {
    expect(clouds.filter(({ closedSince }) => closedSince !== undefined).map((cloud) => cloud.name)).toEqual([
      'germany',
    ])
    expect(clouds.find(({ name }) => name === 'germany')?.closedSince).toBe('2021-10-29')
  })
})

describe('environment hosts', () => {
  it.each([
    'contoso.crm.dynamics.com',
    'contoso.crm4.dynamics.com',
    'contoso.api.crm11.dynamics.com',
    'Contoso.CRM22.dynamics.com',
    'contoso.crm.dynamics.cn',
    'contoso.crm.microsoftdynamics.us',
    'contoso.api.crm.appsplatform.us',
  ])('%s is one', (host) => {
    expect(environmentHostPattern.exec(host)?.groups?.['org']?.toLowerCase()).toBe('contoso')
  })

  it.each([
    'crm.dynamics.com',
    'contoso.crm.dynamics.com.evil.example',
    'evil.example/contoso.crm.dynamics.com',
    'a.b.crm.dynamics.com',
    'contoso.crmx.dynamics.com',
    'contoso-crm.dynamics.com',
    'contoso.crm.dynamics.de',
    'contoso.crm.dynamics.com\n',
    '',
  ])('%j is none', (host) => {
    expect(environmentHostPattern.test(host)).toBe(false)
  })

  it('keeps no state between matches', () => {
    const host = 'contoso.crm.dynamics.com'
    expect([environmentHostPattern.test(host), environmentHostPattern.test(host)]).toEqual([true, true])
  })

  it('covers every region, and each suffix stands once (New datacenter regions)', () => {
    const documented = ['', '2', '3', '4', '5', '6', '7', '8', '9', '11', '12', '14', '15', '16', '17']
    const suffixes = dataverseRegions.filter(({ evidence }) => evidence === 'documented').map(({ suffix }) => suffix)
    expect(suffixes).toEqual(documented.map((number) => `crm${number}.dynamics.com`))
    expect(new Set(dataverseRegions.map(({ suffix }) => suffix)).size).toBe(dataverseRegions.length)
    for (const { suffix } of dataverseRegions) expect(`contoso.${suffix}`).toMatch(environmentHostPattern)
  })
})
