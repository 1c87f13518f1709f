export { sql } from 'kysely'
export { appendAudit, appendAuditFor, appendPlatformAudit } from './audit-append.ts'
export type { AuditInput } from './audit-append.ts'
export { verifyAuditChain, verifyAuditSlice } from './audit-chain.ts'
export type { AuditFault, AuditSlice } from './audit-chain.ts'
export { openDatabase } from './database.ts'
export { outageWords } from './outage-words.ts'
export type { Database, ServerFacts } from './database.ts'
export { ENGINE_SCHEMA } from './engine-schema.ts'
export { inspectDatabase } from './inspect-database.ts'
export type { DatabaseInspection } from './inspect-database.ts'
export { verifyLedger } from './ledger-check.ts'
export type { LedgerVerdict } from './ledger-check.ts'
export { writeSampleLedger } from './sample-ledger.ts'
export type { SampleLedger } from './sample-ledger.ts'
export type { OrgDb, OrgTx } from './org-db.ts'
export { isMigrationOf } from './module-schema.ts'
export type { ModuleSchema, TableDeclaration } from './module-schema.ts'
export { moveLogins, prepareDatabase } from './prepare-database.ts'
export type { PreparedDatabase } from './prepare-database.ts'
export { DatabaseSetupError } from './roles.ts'
export type { OnStatement, PoolState, RanStatement } from './statement-watch.ts'
export type { SystemDb, SystemTx } from './system-db.ts'
export type {
  AuditEntryTable,
  AuditSubjectTable,
  AddressBlockTable,
  FileExportTable,
  AuditHeadTable,
  EventListenerTable,
  OutboxDeliveryTable,
  OutboxEventTable,
  IdempotencyTable,
} from './tables/foundation.ts'
export type {
  AuthUserTable,
  AuthSessionTable,
  AuthRefreshTokenTable,
  AuthBackupCodeTable,
  AuthChallengeTable,
  AuthDeviceTable,
  AuthEmailChangeTable,
  AuthOneTimeTokenTable,
  AuthPasskeyTable,
  AuthLockoutTable,
  AuthLimitTable,
  AuthPasswordHistoryTable,
  AuthSigningKeyTable,
  AuthApiKeyTable,
  AuthTotpTable,
} from './tables/identity.ts'
export type {
  OrganizationInvitationTable,
  OrganizationMemberTable,
  OrganizationTable,
  OrgRoleText,
} from './tables/organizations.ts'
export type {
  CreditAccountTable,
  CreditLimitTable,
  CreditHoldTable,
  CreditEntryTable,
  CreditEntryKind,
  CreditGrantTable,
  CreditDrawTable,
  CreditPriceTable,
  CreditSignUpTable,
  HeldAct,
} from './tables/credits.ts'
export type { FileTable } from './tables/files.ts'
export type {
  WorkflowDecision,
  WorkflowRunStatus,
  WorkflowRunTable,
  WorkflowStart,
  WorkflowStepRunTable,
  WorkflowWait,
} from './tables/workflows.ts'
export type { JobEventTable, JobStatusText, JobTable, WorkerLeaseTable } from './tables/jobs.ts'
export type { NotificationTable } from './tables/notifications.ts'
export type { ApprovalTable } from './tables/approvals.ts'
export type { InstantColumn, NullableInstant } from './tables/columns.ts'
export type { ApiCallTable } from './tables/calls.ts'
export type { CacheEpochTable } from './tables/cache.ts'
export type {
  AssistantApprovalTable,
  AssistantConversationTable,
  AssistantEventTable,
  AssistantMessageTable,
} from './tables/assistant.ts'
export type { OrgTables, SystemTables } from './tables/index.ts'
export { inTx } from './transaction.ts'
export { NIL_ORG, isUuid, uuidv7 } from './uuid.ts'
