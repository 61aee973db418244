import type { Evidence } from './evidence.ts'

/** A value of the column `accessmode` of the table `systemuser`. */
export interface AccessMode {
  readonly value: 0 | 1 | 2 | 3 | 4 | 5
  /** Label of the choice. */
  readonly name: string
  readonly meaning: string
}

/** Access modes ("systemuser table reference", Microsoft Dataverse). */
export const accessModes: readonly AccessMode[] = [
  { value: 0, name: 'Read-Write', meaning: 'Full use within the security roles; needs a licence.' },
  { value: 1, name: 'Administrative', meaning: 'Settings and administration only, no customer data.' },
  { value: 2, name: 'Read', meaning: 'Reading only; a value from on-premises licensing.' },
  { value: 3, name: 'Support User', meaning: 'Placeholder for Microsoft support staff.' },
  {
    value: 4,
    name: 'Non-interactive',
    meaning: 'Web services only, no user interface; also fixed for application users.',
  },
  { value: 5, name: 'Delegated Admin', meaning: 'Placeholder for administrators of a partner.' },
]

/** How many non-interactive users an environment may have; application users do not count ("Create users", Power Platform admin). */
export const maximumNonInteractiveUsers = 7

/** A kind of user that an environment can hold, and what it may do. */
export interface UserKind {
  readonly kind:
    | 'licensed'
    | 'read'
    | 'administrative'
    | 'setup'
    | 'nonInteractive'
    | 'application'
    | 'support'
    | 'delegatedAdmin'
    | 'system'
    | 'stub'
  readonly title: string
  /** Value of `accessmode`; absent where the kind is told by something else. */
  readonly accessMode?: AccessMode['value']
  readonly needsLicence: boolean
  /** Whether it counts towards {@link maximumNonInteractiveUsers}. */
  readonly countsToSeven: boolean
  readonly webUi: 'yes' | 'administration only' | 'no'
  readonly api: 'yes' | 'reading only' | 'administration only' | 'no'
  readonly data: 'per roles' | 'reading per roles' | 'none' | 'all'
  readonly roles: 'needed' | 'automatic' | 'fixed' | 'read-only'
  /** How such a user comes to be. */
  readonly made: string
  readonly evidence: Evidence
  readonly source: string
}

const createUsers = 'Create users (Power Platform admin)'
const applicationUsers = 'Manage application users in the Power Platform admin center'
const systemUsers = 'Special system users and application users (Power Platform admin)'

/** Kinds of users, told apart by licence, access mode and how they were made. */
export const userKinds: readonly UserKind[] = [
  {
    kind: 'licensed',
    title: 'Licensed user',
    accessMode: 0,
    needsLicence: true,
    countsToSeven: false,
    webUi: 'yes',
    api: 'yes',
    data: 'per roles',
    roles: 'needed',
    made: 'Comes over from Entra ID in the background or on first access.',
    evidence: 'documented',
    source: createUsers,
  },
  {
    kind: 'read',
    title: 'User in Read mode',
    accessMode: 2,
    needsLicence: true,
    countsToSeven: false,
    webUi: 'yes',
    api: 'reading only',
    data: 'reading per roles',
    roles: 'needed',
    made: 'Access mode set to Read; from on-premises licensing.',
    evidence: 'unconfirmed',
    source: createUsers,
  },
  {
    kind: 'administrative',
    title: 'Administrative user',
    accessMode: 1,
    needsLicence: false,
    countsToSeven: false,
    webUi: 'administration only',
    api: 'administration only',
    data: 'none',
    roles: 'needed',
    made: 'Licensed user whose access mode is set to Administrative; the licence is then removed.',
    evidence: 'documented',
    source: createUsers,
  },
  {
    kind: 'setup',
    title: 'Set-up user',
    accessMode: 1,
    needsLicence: false,
    countsToSeven: false,
    webUi: 'administration only',
    api: 'administration only',
    data: 'none',
    roles: 'automatic',
    made: 'Made for unlicensed Global, Power Platform and Dynamics 365 administrators; gets System Administrator.',
    evidence: 'documented',
    source: 'Global admins and Power Platform admins can administer without a license',
  },
  {
    kind: 'nonInteractive',
    title: 'Non-interactive user',
    accessMode: 4,
    needsLicence: false,
    countsToSeven: true,
    webUi: 'no',
    api: 'yes',
    data: 'per roles',
    roles: 'needed',
    made: 'Licensed user whose access mode is set to Non-interactive; the licence is then removed.',
    evidence: 'documented',
    source: createUsers,
  },
  {
    kind: 'application',
    title: 'Application user',
    accessMode: 4,
    needsLicence: false,
    countsToSeven: false,
    webUi: 'no',
    api: 'yes',
    data: 'per roles',
    roles: 'needed',
    made: 'Made from the client id of an app registration, one per environment, in the admin center or through systemusers.',
    evidence: 'documented',
    source: applicationUsers,
  },
  {
    kind: 'support',
    title: 'Support user',
    accessMode: 3,
    needsLicence: false,
    countsToSeven: false,
    webUi: 'no',
    api: 'no',
    data: 'none',
    roles: 'read-only',
    made: 'Present in every environment as a placeholder for Microsoft support.',
    evidence: 'documented',
    source: systemUsers,
  },
  {
    kind: 'delegatedAdmin',
    title: 'Delegated administrator',
    accessMode: 5,
    needsLicence: false,
    countsToSeven: false,
    webUi: 'administration only',
    api: 'no',
    data: 'none',
    roles: 'fixed',
    made: 'Present in every environment as a placeholder for administrators of a partner; holds System Administrator.',
    evidence: 'documented',
    source: systemUsers,
  },
  {
    kind: 'system',
    title: 'SYSTEM user',
    needsLicence: false,
    countsToSeven: false,
    webUi: 'no',
    api: 'no',
    data: 'all',
    roles: 'fixed',
    made: 'Present in every environment; runs background work and cannot sign in.',
    evidence: 'documented',
    source: systemUsers,
  },
  {
    kind: 'stub',
    title: 'Stub user',
    needsLicence: false,
    countsToSeven: false,
    webUi: 'no',
    api: 'no',
    data: 'none',
    roles: 'automatic',
    made: 'Made by imports as the owner of rows whose owner is not in the environment.',
    evidence: 'documented',
    source: createUsers,
  },
]
