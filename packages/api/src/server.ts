export { createHub } from './create-hub.ts'
export { rankerOf as teachAssistant } from './features/assistant/built-in/ranking/hub-ranker.ts'
export {
  actOnJobHere,
  eventListenersHere,
  grantAdmin,
  grantCredits,
  jobLines,
  jobStateHere,
  passwordLink,
  replayEventsHere,
  restoreTarget,
  retryAllHere,
  suspendTarget,
} from './features/admin/service.ts'
export {
  endHere,
  rotateSigningKeysHere,
  runScheduleHere,
  schedulesHere,
  tellRestored,
} from './features/admin/service.ts'
export type { Ending, JobLine, ReplayWish, Schedule, Target } from './features/admin/service.ts'
export type { StartedImpersonation } from './features/admin/schema.ts'
export {
  addSamplePerson,
  ensureFirstAdminLink,
  makeAdmin,
  openExport,
  removeSamplePeople,
  verifySamplePerson,
} from './features/auth/service.ts'
export type { GoogleAnswer, GoogleBegun, GoogleRefusal, GoogleStep } from './features/auth/google/schema.ts'
export { AVATAR_MAX_BYTES } from './features/auth/profile/schema.ts'
export type { SignIn, Tokens } from './features/auth/schema.ts'
export { bytesOfFile, localFiles, openAttached, readFile, s3Files } from './features/files/service.ts'
export { showUnsubscribe, unsubscribe } from './features/notifications/service.ts'
export { openFile } from './open-file.ts'
export { inspectHub } from './inspect-hub.ts'
export { OWN_DATABASE, hubDatabaseUrl, knownPublicUrl, openHub, rememberPublicUrl } from './open-hub.ts'
export type { OpenHub } from './open-hub.ts'
export type { Call, Credential, Door, Identity, Membership } from './platform/calls/call.ts'
export type { Catalog, CatalogEntry, JsonSchema } from './platform/catalog/catalog.ts'
export { opensTo } from './platform/catalog/catalog.ts'
export { createCatalog, subscriptionsOf, toolName } from './platform/catalog/create-catalog.ts'
export { addressRefused } from './platform/access/address-blocks.ts'
export { approvalPage, approvalTopic } from './platform/approvals/approvals.ts'
export { isApiKey } from './platform/access/api-key.ts'
export { toolResources, toolsetPath } from './platform/catalog/tool-scopes.ts'
export { registrationOf } from './features/auth/service.ts'
export { chooseMembership } from './platform/access/memberships.ts'
export { createContext } from './platform/calls/context.ts'
export type { OrgContext } from './platform/calls/context.ts'
export { contextNow } from './platform/calls/context-now.ts'
export type { Hub, HubSettings } from './platform/hub.ts'
export { startWorker } from './platform/jobs/worker.ts'
export type { DurableWorker } from './platform/durable/worker.ts'
export {
  answerSampleRun,
  mostLetters,
  openForm,
  startByWebhook,
  startSampleRun,
  takeForm,
} from './features/workflows/service.ts'
export type { OpenForm } from './features/workflows/service.ts'
export { receiveWebhook } from './platform/webhooks/receive.ts'
export { escapeHtml } from './platform/mail/escape-html.ts'
export type { Mail, MailSender } from './platform/mail/mail.ts'
export { markOf } from './platform/secrets/ring.ts'
export { advanceSecretChange, secretStatus } from './platform/secrets/change.ts'
export type { ChangeStep, SecretStatus } from './platform/secrets/change.ts'
export { SettingsError } from './settings/settings-error.ts'
export {
  hostProblems,
  hubEnvOf,
  hubFields,
  hubProblems,
  parseSettings,
  portField,
} from './settings/hub-settings.ts'
export type { HubEnv } from './settings/hub-settings.ts'
export { filesOf, openHubWith } from './settings/open-with-settings.ts'
export { LOOPBACK, isOrigin } from './settings/origins.ts'
export { isOriginOnly } from './settings/s3-settings.ts'
export type { S3Fields } from './settings/s3-settings.ts'
export { url as urlField } from './settings/setting-url.ts'
export { isWeak, weakInProduction } from './settings/weak-secrets.ts'
export type { SettingNow } from './platform/secrets/setting-now.ts'
export { smtpGreeting, smtpSender } from './platform/mail/smtp-mail.ts'
export type { Sweep } from './platform/schedules/schedule-rows.ts'
export type { FileStore } from './platform/files/file-store.ts'
export { S3Refusal, expectS3Done, readS3Bytes, s3Client, s3CodeIn } from './platform/files/s3-client.ts'
export type { S3Ask, S3Settings } from './platform/files/s3-client.ts'
export {
  beginNewSecret,
  dropOldSecrets,
  oldSecretsOf,
  secretsAgain,
  storedOrNewSecrets,
  storedSecrets,
} from './platform/secrets/stored-secrets.ts'
export type { SetSecrets } from './platform/secrets/stored-secrets.ts'
export type { SmtpSender } from './platform/mail/smtp-mail.ts'
export type { HubModule } from './platform/module.ts'
export { promptText } from './platform/catalog/prompts.ts'
export type { PromptDeclaration } from './platform/catalog/prompts.ts'
export { coreOf, entityOf, fieldOf, propertiesOf } from './platform/catalog/entities.ts'
export type { Meta } from './platform/calls/meta.ts'
export { goneSignal } from './platform/calls/gone-signal.ts'
export { limitHeaders } from './platform/limits/limit-headers.ts'
export { limitSubject } from './platform/limits/limits.ts'
export { permits } from './platform/access/permissions.ts'
export type { OrgPermission } from './platform/access/permissions.ts'
export { priceText, worstCaseMicro } from './platform/credits/price-book.ts'
export {
  askCatalog,
  CATALOG_TOOLS,
  catalogToolShapes,
  isCatalogTool,
  toolNamedBy,
} from './platform/catalog/catalog-tools.ts'
export type { CatalogAnswer, CatalogTool, CatalogView } from './platform/catalog/catalog-tools.ts'
export type { SampleMoment, SampleName, SamplePlace, SampleWorkflow } from './platform/catalog/samples.ts'
export type { TourAct, TourKnown, TourQuestion, TourWalk } from './platform/catalog/tour.ts'
export type {
  SampleCustomer,
  SampleOrder,
  SamplePayment,
  SampleProduct,
  SampleTrade,
} from './platform/catalog/sample-trade.ts'
export { toolInputSchema, toolOutputSchema } from './platform/catalog/tool-schema.ts'
export { version } from './platform/logs/version.ts'
export { MICRO, creditsText } from './shared/micro.ts'
export { problemOf } from './platform/calls/http-problem.ts'
export { normalizeError } from './platform/calls/normalize-error.ts'
export { isTooDeep } from './platform/calls/nesting.ts'
export { natsGreeting, redisGreeting } from './platform/events/greetings.ts'
export { outboxState } from './platform/events/outbox-state.ts'
export { jobState } from './platform/jobs/job-state.ts'
export { mailLag } from './platform/mail/mail-job.ts'
export { rpcCode } from './platform/calls/rpc-code.ts'
export { redactText } from './platform/logs/redact.ts'
export { outboundMap } from './platform/outside/outbound-map.ts'
export type { GuardSeam } from './platform/outside/guarded-fetch.ts'
export { outsideRequests, withRequestScope } from './platform/calls/request-scope.ts'
export { withinTime } from './platform/calls/within-time.ts'
export { appRouter, routerOf } from './router.ts'
export type { AppRouter } from './router.ts'
export { modules } from './modules/index.ts'
export type { CheckFault, Verify } from './platform/check.ts'
export type { OrgRole } from './shared/roles.ts'
export { canonicalEmail } from './shared/email.ts'
export { fileKinds, sizeText } from './shared/file-kinds.ts'
export { AppError, errorBody, errorTable } from './shared/errors.ts'
export type { ErrorBody, ErrorCode } from './shared/errors.ts'
export { settingIssue } from './shared/issues.ts'
export { addDays, dayIn, instantIn } from './shared/time.ts'
