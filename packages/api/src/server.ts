export { createHub } from './create-hub.ts'
export {
  grantAdmin,
  grantCredits,
  passwordLink,
  restoreTarget,
  suspendTarget,
} from './features/admin/service.ts'
export type { Target } from './features/admin/service.ts'
export type { StartedImpersonation } from './features/admin/schema.ts'
export {
  addSamplePerson,
  ensureFirstAdminLink,
  makeAdmin,
  openExport,
  verifySamplePerson,
} from './features/auth/service.ts'
export type { GoogleAnswer, GoogleBegun, GoogleRefusal, GoogleStep } from './features/auth/google/schema.ts'
export { AVATAR_MAX_BYTES } from './features/auth/profile/schema.ts'
export type { SignIn, Tokens } from './features/auth/schema.ts'
export { localFiles, readFile, s3Files } from './features/files/service.ts'
export type { S3Settings } from './features/files/service.ts'
export { openFile } from './open-file.ts'
export { knownPublicUrl, openHub, rememberPublicUrl } from './open-hub.ts'
export type { OpenHub } from './open-hub.ts'
export type { Call, Credential, Door, Membership } from './platform/call.ts'
export type { Catalog, CatalogEntry, JsonSchema } from './platform/catalog.ts'
export { createCatalog, opensTo, subscriptionsOf } from './platform/catalog.ts'
export { addressRefused } from './platform/address-blocks.ts'
export { approvalPage, approvalTopic } from './platform/approvals.ts'
export { isApiKey } from './platform/api-key.ts'
export { toolResources, toolsetPath } from './platform/tool-scopes.ts'
export { registrationOf } from './features/auth/service.ts'
export { chooseMembership, permissionsIn } from './platform/memberships.ts'
export type { Identity } from './platform/identity.ts'
export { createContext } from './platform/context.ts'
export type { Hub, HubSettings } from './platform/hub.ts'
export { escapeHtml } from './platform/escape-html.ts'
export type { Mail, MailSender } from './platform/mail.ts'
export { readSecretFiles } from './platform/secret-files.ts'
export { smtpSender } from './platform/smtp-mail.ts'
export type { Meta } from './platform/meta.ts'
export { goneSignal } from './platform/gone-signal.ts'
export { limitHeaders } from './platform/limit-headers.ts'
export { permissionsOf, permits } from './platform/permissions.ts'
export type { OrgPermission } from './platform/permissions.ts'
export { isMetered, worstCaseMicro } from './platform/price-book.ts'
export { toolInputSchema, toolOutputSchema } from './platform/tool-schema.ts'
export { version } from './platform/version.ts'
export { MICRO, creditsText } from './shared/micro.ts'
export { problemOf } from './platform/http-problem.ts'
export { normalizeError } from './platform/normalize-error.ts'
export { isTooDeep } from './platform/nesting.ts'
export { outboxState } from './platform/outbox-state.ts'
export { rpcCode } from './platform/rpc-code.ts'
export { redactText } from './platform/redact.ts'
export { outsideRequests, withRequestScope } from './platform/request-scope.ts'
export { withinTime } from './platform/within-time.ts'
export { appRouter } from './router.ts'
export type { AppRouter } from './router.ts'
export { canonicalEmail } from './shared/email.ts'
export { AppError, errorBody, errorTable } from './shared/errors.ts'
export type { ErrorBody, ErrorCode } from './shared/errors.ts'
export { settingIssue } from './shared/issues.ts'
