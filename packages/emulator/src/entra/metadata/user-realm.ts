import type { Directory } from '../../world/directory.ts'

/**
 * `GET /common/userrealm/{user principal name}`: whether a domain signs in here or at a federation service. All domains
 * of a world are managed.
 */
export function userRealm(userPrincipalName: string, directory: Directory): object {
  const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1).toLowerCase()
  const shared = {
    ver: '1.0',
    cloud_instance_name: 'microsoftonline.com',
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  }
  if (directory.findTenant(domain)?.domains.includes(domain) !== true) return { ...shared, account_type: 'Unknown' }
  return { ...shared, account_type: 'Managed', domain_name: domain }
}
