/**
 * Tables of the directory database. Ids stand in lower case; user principal names and domains keep their case and
 * compare without it. Times are milliseconds since the epoch, flags 0 or 1, scopes separated by spaces as in Microsoft
 * Graph's `oauth2PermissionGrant`.
 */
export const directorySchema = `
  CREATE TABLE tenant (
    tenantId TEXT PRIMARY KEY,
    displayName TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE domain (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    tenantId TEXT NOT NULL REFERENCES tenant,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX domainOfTenant ON domain (tenantId, position);

  CREATE TABLE appRegistration (
    objectId TEXT PRIMARY KEY,
    clientId TEXT NOT NULL UNIQUE,
    homeTenantId TEXT NOT NULL REFERENCES tenant,
    displayName TEXT NOT NULL,
    signInAudience TEXT NOT NULL CHECK (signInAudience IN ('AzureADMyOrg', 'AzureADMultipleOrgs')),
    isFallbackPublicClient INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE passwordCredential (
    keyId TEXT PRIMARY KEY,
    appObjectId TEXT NOT NULL REFERENCES appRegistration,
    displayName TEXT NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    startsAt INTEGER NOT NULL,
    endsAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX passwordCredentialOfApp ON passwordCredential (appObjectId);

  CREATE TABLE keyCredential (
    keyId TEXT PRIMARY KEY,
    appObjectId TEXT NOT NULL REFERENCES appRegistration,
    displayName TEXT NOT NULL,
    certificate BLOB NOT NULL,
    sha1Thumbprint TEXT NOT NULL,
    sha256Thumbprint TEXT NOT NULL,
    startsAt INTEGER NOT NULL,
    endsAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX keyCredentialOfApp ON keyCredential (appObjectId);

  CREATE TABLE servicePrincipal (
    tenantId TEXT NOT NULL REFERENCES tenant,
    clientId TEXT NOT NULL,
    objectId TEXT NOT NULL UNIQUE,
    displayName TEXT NOT NULL,
    accountEnabled INTEGER NOT NULL,
    PRIMARY KEY (tenantId, clientId)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE user (
    objectId TEXT PRIMARY KEY,
    tenantId TEXT NOT NULL REFERENCES tenant,
    userPrincipalName TEXT NOT NULL COLLATE NOCASE,
    displayName TEXT NOT NULL,
    givenName TEXT NOT NULL,
    surname TEXT NOT NULL,
    accountEnabled INTEGER NOT NULL,
    passwordExpired INTEGER NOT NULL,
    mfaRequired INTEGER NOT NULL,
    passwordSalt BLOB,
    passwordHash BLOB,
    UNIQUE (tenantId, userPrincipalName)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delegatedGrant (
    clientObjectId TEXT NOT NULL REFERENCES servicePrincipal (objectId),
    resourceAppId TEXT NOT NULL,
    userObjectId TEXT REFERENCES user,
    scopes TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX delegatedGrantOfClient ON delegatedGrant (clientObjectId, resourceAppId, userObjectId);
`
