/** One critical line, broken on purpose. */
export interface Mutant {
  name: string
  /** What the line keeps from happening. */
  guards: string
  file: string
  /** Part of one line, found exactly once in the file. */
  search: string
  replace: string
  /** The test files of which at least one must fail. */
  tests: string[]
}

const API = 'packages/api/src'
const DB = 'packages/db/src'

export const mutants: Mutant[] = [
  {
    name: 'tenant-policy',
    guards: 'the row-level security policy of every tenant table names the organization',
    file: `${DB}/tenant-table.ts`,
    search: 'for all to hub_app using (${ORG_PREDICATE}) with check (${ORG_PREDICATE})',
    replace: 'for all to hub_app using (true) with check (true)',
    tests: [`${DB}/schema.test.ts`, `${API}/stranger.test.ts`],
  },
  {
    name: 'organization-of-a-query',
    guards: 'each statement carries the organization of its own request',
    file: `${DB}/org-query.ts`,
    search: 'values: [this.#setting.orgId],',
    replace: "values: ['00000000-0000-0000-0000-000000000000'],",
    tests: [`${DB}/org-db.test.ts`],
  },
  {
    name: 'search-filter',
    guards: 'the search function, which row-level security does not bind, stays in the organization',
    file: `${DB}/migrations/0014_search_places.ts`,
    search: 'where org_id = app.org_id()',
    replace: 'where true',
    tests: [`${DB}/schema.test.ts`, `${API}/modules/ops/tasks/tasks.test.ts`],
  },
  {
    name: 'foreign-key',
    guards: 'a comment cannot belong to a task of another organization',
    file: `${DB}/migrations/0003_ops_tasks.ts`,
    search: 'foreign key (org_id, task_id) references app.ops_task (org_id, id)',
    replace: 'foreign key (task_id) references app.ops_task (id)',
    tests: [`${DB}/schema.test.ts`],
  },
  {
    name: 'permission-check',
    guards: 'a role without the permission is refused',
    file: `${API}/platform/chain/access.ts`,
    search: 'if (!permissions.has(meta.permission as OrgPermission)) {',
    replace: 'if (permissions.size === 0) {',
    tests: [`${API}/permissions.test.ts`],
  },
  {
    name: 'key-administers-platform',
    guards: 'an API key never administers the platform, whatever its owner may do',
    file: `${API}/platform/chain/access.ts`,
    search: 'if (actor.isPlatformAdmin && programOf(actor) === null) return actor',
    replace: 'if (actor.isPlatformAdmin) return actor',
    tests: [`${API}/permissions.test.ts`, `${API}/features/admin/admin.test.ts`],
  },
  {
    name: 'door-check',
    guards: 'a procedure is reached only through the doors it opens',
    file: `${API}/platform/chain/access.ts`,
    search: 'if (!opensTo({ meta }, call.door)) throw',
    replace: 'if (meta.doors === undefined && call.door === undefined) throw',
    tests: [`${API}/permissions.test.ts`],
  },
  {
    name: 'key-scope',
    guards: 'an API key does no more than its scopes say',
    file: `${API}/platform/permissions.ts`,
    search: '.filter((name) => scopes.includes(name))',
    replace: '.filter(() => scopes.length > 0)',
    tests: [`${API}/permissions.test.ts`, `${API}/features/auth/api-keys.test.ts`],
  },
  {
    name: 'approval-gate',
    guards: 'a write by an assistant or MCP client waits for a person',
    file: `${API}/platform/chain/approval-gate.ts`,
    search: "if (meta.effect === 'read' || call.approvalId !== undefined) return",
    replace: "if (meta.effect !== 'destructive' || call.approvalId !== undefined) return",
    tests: [`${API}/features/approvals/approvals.test.ts`],
  },
  {
    name: 'approval-signature',
    guards: 'what runs is what was asked for: changed arguments cannot be approved',
    file: `${API}/platform/approvals.ts`,
    search: 'sameBytes(signApproval(key, approval), approval.signature)',
    replace: 'signApproval(key, approval).length === approval.signature.length',
    tests: [`${API}/features/approvals/abuse.test.ts`, `${API}/features/approvals/approvals.test.ts`],
  },
  {
    name: 'balance-reaches',
    guards: 'a hold is taken only where the balance reaches',
    file: `${DB}/migrations/0005_credits_functions.ts`,
    search: 'and a.available + posted.d_available >= 0 and',
    replace: 'and',
    tests: [`${API}/features/credits/holds.test.ts`, `${API}/features/credits/metering.test.ts`],
  },
  {
    name: 'settle-once',
    guards: 'a hold is charged once, however often it is settled',
    file: `${DB}/migrations/0005_credits_functions.ts`,
    search: "elsif h.status in ('settled', 'voided') then",
    replace: "elsif h.status = 'voided' then",
    tests: [`${API}/features/credits/holds.test.ts`, `${API}/features/credits/ledger.test.ts`],
  },
  {
    name: 'void-after-work',
    guards: 'work that was committed is charged although its call failed afterwards',
    file: `${DB}/migrations/0005_credits_functions.ts`,
    search: 'elsif h.worked_at is not null then',
    replace: 'elsif false then',
    tests: [`${API}/features/credits/crash.test.ts`, `${API}/features/credits/holds.test.ts`],
  },
  {
    name: 'refresh-reuse',
    guards: 'a refresh token used twice ends its whole session',
    file: `${API}/features/auth/refresh.ts`,
    search: 'if (row.usedAt !== null) await endFamily(tx, ctx, row)',
    replace: 'if (row.usedAt === undefined) await endFamily(tx, ctx, row)',
    tests: [`${API}/features/auth/refresh.test.ts`],
  },
  {
    name: 'idempotency-hash',
    guards: 'one idempotency key does not answer for another input',
    file: `${API}/platform/write.ts`,
    search: 'if (!row.inputHash?.equals(keyed.inputHash)) throw',
    replace: 'if (row.inputHash === null) throw',
    tests: ['apps/server/src/http/rest.test.ts', `${API}/modules/ops/tasks/tasks.test.ts`],
  },
  {
    name: 'audit-link',
    guards: 'each audit entry is chained to the one before it',
    file: `${DB}/migrations/0001_foundation.ts`,
    search: 'fresh.hash := app.audit_hash(fresh.prev_hash, fresh);',
    replace: "fresh.hash := app.audit_hash('', fresh);",
    tests: [`${DB}/audit-chain.test.ts`],
  },
  {
    name: 'audit-verify',
    guards: 'verifying recomputes the hash of every entry',
    file: `${DB}/audit-chain.ts`,
    search: ' or hash <> app.audit_hash(before, entry)',
    replace: '',
    tests: [`${DB}/audit-chain.test.ts`],
  },
  {
    name: 'csrf-origin',
    guards: 'a change by cookie comes from a page of the hub',
    file: 'apps/server/src/http/cookies.ts',
    search: 'headers.origin === publicUrl &&',
    replace: 'headers.origin !== undefined &&',
    tests: ['apps/server/src/http/auth-routes.test.ts', 'apps/server/src/http/trpc.test.ts'],
  },
  {
    name: 'socket-origin',
    guards: 'a live connection is opened by a page of the hub',
    file: 'apps/server/src/http/trpc-socket.ts',
    search: 'if (request.headers.origin !== hub.settings.publicUrl)',
    replace: 'if (request.headers.origin === undefined)',
    tests: ['apps/server/src/http/trpc.test.ts'],
  },
  {
    name: 'log-redaction',
    guards: 'what looks like a password, token, key or cookie is not written to the log',
    file: `${API}/platform/log.ts`,
    search: 'formatters: { log: redactEntry },',
    replace: 'formatters: {},',
    tests: [`${API}/platform/redact.test.ts`],
  },
  {
    name: 'session-revoked',
    guards: 'a token of a session that has ended is worth nothing',
    file: `${API}/platform/identity.ts`,
    search: ".where('authSession.id', '=', live.sessionId)",
    replace: '',
    tests: [`${API}/features/auth/sessions.test.ts`, `${API}/features/auth/refresh.test.ts`],
  },
  {
    name: 'grant-revoked',
    guards: 'a token of an application that was disconnected is worth nothing',
    file: `${API}/platform/grants.ts`,
    search: ".where('revokedAt', 'is', null)",
    replace: '',
    tests: ['apps/server/src/http/oauth-grants.test.ts'],
  },
  {
    name: 'code-once',
    guards: 'of twenty uses of one code or refresh token at once a single one passes',
    file: `${API}/features/auth/adapters/oidc-rows.ts`,
    search: "if (!marked) throw new errors.InvalidGrant('this was used already')",
    replace: '',
    tests: ['apps/server/src/http/oauth-tokens.test.ts'],
  },
  {
    name: 'consent-cookie',
    guards: 'a link to a request that was begun in another browser opens nothing',
    file: 'apps/server/src/http/consent.ts',
    search: 'if (found?.id === id) return found.ticket',
    replace: 'if (found) return found.ticket',
    tests: ['apps/server/src/http/oauth-requests.test.ts'],
  },
]
