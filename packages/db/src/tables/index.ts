import type { ApprovalOrgTables, ApprovalSystemTables } from './approvals.ts'
import type { AssistantOrgTables } from './assistant.ts'
import type { CacheOrgTables, CacheSystemTables } from './cache.ts'
import type { CreditOrgTables, CreditSystemTables } from './credits.ts'
import type { CallsOrgTables, CallsSystemTables } from './calls.ts'
import type { EndpointOrgTables, EndpointSystemTables } from './endpoints.ts'
import type { FileOrgTables, FileSystemTables } from './files.ts'
import type { FoundationOrgTables, FoundationSystemTables } from './foundation.ts'
import type { IdentityOrgTables, IdentitySystemTables } from './identity.ts'
import type { JobOrgTables, JobSystemTables } from './jobs.ts'
import type { NotificationOrgTables, NotificationSystemTables } from './notifications.ts'
import type { LiveOrgTables, LiveSystemTables } from './live.ts'
import type { OauthOrgTables, OauthSystemTables } from './oauth.ts'
import type { SecretSystemTables } from './secrets.ts'
import type { ViewOrgTables } from './views.ts'
import type { WorkflowOrgTables, WorkflowSystemTables } from './workflows.ts'
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
    EndpointOrgTables,
    FileOrgTables,
    JobOrgTables,
    WorkflowOrgTables,
    NotificationOrgTables,
    ViewOrgTables,
    LiveOrgTables,
    ModuleOrgTables,
    ModuleTables {}

/** Tables and columns system work reaches through `SystemDb`; each area adds its interface to the list. */
export interface SystemTables
  extends
    EndpointSystemTables,
    FileSystemTables,
    JobSystemTables,
    WorkflowSystemTables,
    NotificationSystemTables,
    LiveSystemTables,
    FoundationSystemTables,
    IdentitySystemTables,
    OauthSystemTables,
    ApprovalSystemTables,
    CreditSystemTables,
    CallsSystemTables,
    ModuleSystemTables,
    CacheSystemTables,
    SecretSystemTables {}
