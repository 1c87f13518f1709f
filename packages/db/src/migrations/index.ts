import type { Migration } from 'kysely/migration'
import * as foundation from './0001_foundation.ts'
import * as identity from './0002_identity.ts'
import * as approvals from './0004_approvals.ts'
import * as credits from './0005_credits.ts'
import * as assistant from './0006_assistant.ts'
import * as apiCalls from './0007_api_calls.ts'
import * as watching from './0008_watching.ts'
import * as signInStrength from './0009_sign_in_strength.ts'
import * as cacheEpochs from './0010_cache_epochs.ts'
import * as google from './0011_google.ts'
import * as oauth from './0012_oauth.ts'
import * as organizations from './0013_organizations.ts'
import * as files from './0015_files.ts'
import * as account from './0016_account.ts'
import * as admin from './0017_admin.ts'
import * as auditBlocks from './0018_audit_blocks.ts'
import * as creditAct from './0019_credit_act.ts'
import * as creditActFor from './0020_credit_act_for.ts'
import * as epochs from './0022_epochs.ts'
import * as keysAndCards from './0024_keys_and_cards.ts'
import * as modelUse from './0025_model_use.ts'
import * as fileExports from './0027_file_exports.ts'
import * as moduleLevels from './0028_module_levels.ts'
import * as listeners from './0029_listeners.ts'
import * as assistantChoices from './0032_assistant_choices.ts'
import * as moduleSettings from './0033_module_settings.ts'
import * as webhooksAndJobs from './0034_webhooks_and_jobs.ts'
import * as attachedFiles from './0035_attached_files.ts'
import * as suspendedPeople from './0037_suspended_people.ts'
import * as creditHoldAct from './0038_credit_hold_act.ts'
import * as jobs from './0039_jobs.ts'
import * as live from './0040_live.ts'
import * as notifications from './0041_notifications.ts'
import * as endpoints from './0044_endpoints.ts'
import * as eventHistory from './0045_event_history.ts'
import * as ownWork from './0046_own_work.ts'
import * as workflowForms from './0048_workflow_forms.ts'
import * as webhookSecrets from './0050_webhook_secrets.ts'
import * as briefingMails from './0051_briefing_mails.ts'
import * as auditSearch from './0054_audit_search.ts'
import * as secrets from './0056_secrets.ts'
import * as auditSearchParts from './0057_audit_search_parts.ts'
import * as notificationEnd from './0058_notification_end.ts'
import * as auditSearchBeginnings from './0059_audit_search_beginnings.ts'
import * as auditSearchFilters from './0060_audit_search_filters.ts'
import * as auditLookBack from './0062_audit_look_back.ts'
import * as savedViews from './0063_saved_views.ts'
import * as idempotencyClaims from './0066_idempotency_claims.ts'
import * as organizationEvents from './0042_organization_events.ts'
import * as workflows from './0043_workflows.ts'
import * as tellMore from './0047_tell_more.ts'

/** The hub's own migrations in order. Append only: a name that has run anywhere stays as it is. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_foundation': foundation,
  '0002_identity': identity,
  '0004_approvals': approvals,
  '0005_credits': credits,
  '0006_assistant': assistant,
  '0007_api_calls': apiCalls,
  '0008_watching': watching,
  '0009_sign_in_strength': signInStrength,
  '0010_cache_epochs': cacheEpochs,
  '0011_google': google,
  '0012_oauth': oauth,
  '0013_organizations': organizations,
  '0015_files': files,
  '0016_account': account,
  '0017_admin': admin,
  '0018_audit_blocks': auditBlocks,
  '0019_credit_act': creditAct,
  '0020_credit_act_for': creditActFor,
  '0022_epochs': epochs,
  '0024_keys_and_cards': keysAndCards,
  '0025_model_use': modelUse,
  '0027_file_exports': fileExports,
  '0028_module_levels': moduleLevels,
  '0029_listeners': listeners,
  '0032_assistant_choices': assistantChoices,
  '0033_module_settings': moduleSettings,
  '0034_webhooks_and_jobs': webhooksAndJobs,
  '0035_attached_files': attachedFiles,
  '0037_suspended_people': suspendedPeople,
  '0038_credit_hold_act': creditHoldAct,
  '0039_jobs': jobs,
  '0040_live': live,
  '0041_notifications': notifications,
  '0042_organization_events': organizationEvents,
  '0043_workflows': workflows,
  '0044_endpoints': endpoints,
  '0045_event_history': eventHistory,
  '0046_own_work': ownWork,
  '0047_tell_more': tellMore,
  '0048_workflow_forms': workflowForms,
  '0050_webhook_secrets': webhookSecrets,
  '0051_briefing_mails': briefingMails,
  '0054_audit_search': auditSearch,
  '0056_secrets': secrets,
  '0057_audit_search_parts': auditSearchParts,
  '0058_notification_end': notificationEnd,
  '0059_audit_search_beginnings': auditSearchBeginnings,
  '0060_audit_search_filters': auditSearchFilters,
  '0062_audit_look_back': auditLookBack,
  '0063_saved_views': savedViews,
  '0066_idempotency_claims': idempotencyClaims,
}

/**
 * Names that ran as the hub's own and belong to modules since. A database has them whichever modules this hub has, so they
 * are no sign of a newer version.
 */
export const handedOver: readonly string[] = ['0003_ops_tasks', '0014_search_places', '0021_search_array']
