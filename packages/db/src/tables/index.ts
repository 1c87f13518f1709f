import type { ApprovalOrgTables, ApprovalSystemTables } from './approvals.ts'
import type { AssistantOrgTables } from './assistant.ts'
import type { CacheOrgTables, CacheSystemTables } from './cache.ts'
import type { CreditOrgTables, CreditSystemTables } from './credits.ts'
import type { CallsOrgTables, CallsSystemTables } from './calls.ts'
import type { FileOrgTables, FileSystemTables } from './files.ts'
import type { FoundationOrgTables, FoundationSystemTables } from './foundation.ts'
import type { IdentityOrgTables, IdentitySystemTables } from './identity.ts'
import type { JobOrgTables, JobSystemTables } from './jobs.ts'
import type { LiveOrgTables, LiveSystemTables } from './live.ts'
import type { OauthOrgTables, OauthSystemTables } from './oauth.ts'
import type { ModuleOrgTables, ModuleSystemTables, ModuleTables } from './modules.ts'

/** Tables a feature reaches through `OrgDb`; each area adds its interface to the list. */
export interface OrgTables
  extends
    FoundationOrgTables,
    IdentityOrgTables,
    OauthOrgTables,
    ApprovalOrgTables,
    AssistantOrgTables,
    CallsOrgTables,
    CacheOrgTables,
    CreditOrgTables,
    FileOrgTables,
    JobOrgTables,
    LiveOrgTables,
    ModuleOrgTables,
    ModuleTables {}

/** Tables and columns system work reaches through `SystemDb`; each area adds its interface to the list. */
export interface SystemTables
  extends
    FileSystemTables,
    JobSystemTables,
    LiveSystemTables,
    FoundationSystemTables,
    IdentitySystemTables,
    OauthSystemTables,
    ApprovalSystemTables,
    CreditSystemTables,
    CallsSystemTables,
    ModuleSystemTables,
    CacheSystemTables {}
