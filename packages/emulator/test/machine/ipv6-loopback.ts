import { networkInterfaces } from 'node:os'

/** Whether this machine answers to ::1; containers often have no IPv6 at all. */
export const hasIpv6Loopback: boolean = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1')
