import type { OrgDb } from '@hub/db'
import { z } from 'zod'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { withinTime } from '../../../platform/calls/within-time.ts'
import { openCredential, sealCredential } from '../../../platform/kept/credentials.ts'
import type { CredentialDeclaration, DeclaredCredential } from '../../../platform/kept/credentials.ts'
import { webhookPath } from '../../../platform/webhooks/address.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { Credential, Credentials, RemoveCredential, SetCredential } from './schema.ts'

const TEST_MS = 10_000
/** Of a shorter one, four characters would tell too much. */
const SHOWS_ITS_END = 16

/** Of what the caller may not set they do not hear. */
const reached = ({ hub, permissions }: OrgContext): DeclaredCredential[] =>
  hub.credentialTable.all.filter(({ permission }) => permissions.has(permission))

function credentialNamed(ctx: OrgContext, name: string): DeclaredCredential {
  const found = reached(ctx).find((one) => one.name === name)
  if (!found) throw new AppError('NOT_FOUND', { message: 'There is no such credential that you manage.' })
  return found
}

interface Row {
  name: string
  sealed: Buffer
  endsWith: string
  setAt: string
  setByName: string
}

const selectRows = (db: OrgDb) =>
  db
    .selectFrom('moduleCredential')
    .leftJoin('authUser', 'authUser.id', 'moduleCredential.setById')
    .select(['moduleCredential.name', 'sealed', 'endsWith', 'setAt'])
    .select((eb) => eb.fn.coalesce('authUser.name', eb.val('Former member')).as('setByName'))

/** What services sign with it, and where they send that for this organization. */
function webhooksOf(
  { webhooks, keys, settings }: OrgContext['hub'],
  orgId: string,
  credential: CredentialDeclaration,
): Credential['webhooks'] {
  return [...webhooks]
    .filter(([, sender]) => sender.credential === credential)
    .map(([name, { title }]) => ({
      title,
      url: `${settings.publicUrl}${webhookPath(keys.webhook, { orgId, name })}`,
    }))
}

function asShown({ hub, org }: OrgContext, declared: DeclaredCredential, row: Row | undefined): Credential {
  const { name, moduleTitle, declaration } = declared
  const isReadable = row && openCredential(hub.keys.seal, { orgId: org.orgId, name }, row.sealed) !== null
  return {
    name,
    moduleTitle,
    title: declaration.title,
    about: declaration.about,
    webhooks: webhooksOf(hub, org.orgId, declaration),
    kept: isReadable ? { setAt: row.setAt, setByName: row.setByName, endsWith: row.endsWith } : null,
  }
}

/** The credentials that the caller manages, with what may be known of them. */
export async function listCredentials(ctx: OrgContext): Promise<Credentials> {
  const declared = reached(ctx)
  if (declared.length === 0) return { credentials: [] }
  const rows = new Map((await selectRows(ctx.db).execute()).map((row) => [row.name, row]))
  return { credentials: declared.map((one) => asShown(ctx, one, rows.get(one.name))) }
}

const wrongSecret = (message: string) =>
  new AppError('BAD_REQUEST', { message, issues: [{ path: 'secret', message }] })

/** Throws BAD_REQUEST for what is none, or does not work where it is for. The secret is in no message. */
async function checkSecret(
  { secret: form, title, test }: CredentialDeclaration,
  secret: string,
): Promise<void> {
  if (!z.safeParse(form, secret).success)
    throw wrongSecret(`This does not look like the ${title}. Copy it again, whole.`)
  if (!test) return
  const fault = await withinTime(test(secret), TEST_MS).catch((cause: unknown) => {
    throw new AppError('UNAVAILABLE', {
      message: 'It could not be tried just now, so it was not kept. Try again in a moment.',
      cause,
    })
  })
  if (fault !== null) throw wrongSecret(fault)
}

/** Keeps a secret sealed, in the place of the one before. It leaves the hub by no answer, entry or export. */
export async function setCredential(ctx: OrgContext, { name, secret }: SetCredential): Promise<Credential> {
  const declared = credentialNamed(ctx, name)
  await checkSecret(declared.declaration, secret)
  const { orgId } = ctx.org
  const kept = {
    sealed: sealCredential(ctx.hub.keys.seal, { orgId, name }, secret),
    endsWith: secret.length < SHOWS_ITS_END ? '' : secret.slice(-4),
    setAt: ctx.now(),
    setById: ctx.actor.userId,
  }
  return ctx.write(async (tx) => {
    await tx
      .insertInto('moduleCredential')
      .values({ orgId, name, ...kept })
      .onConflict((conflict) => conflict.columns(['orgId', 'name']).doUpdateSet(kept))
      .execute()
    const { moduleTitle: module, declaration } = declared
    tx.audit('organization.credential.set', {}, { name, credential: declaration.title, module })
    const row = await selectRows(tx).where('moduleCredential.name', '=', name).executeTakeFirst()
    return asShown(ctx, declared, row)
  })
}

/** Forgets a secret; what the module does with it stops at once. */
export async function removeCredential(ctx: OrgContext, { name }: RemoveCredential): Promise<Done> {
  const { declaration, moduleTitle: module } = credentialNamed(ctx, name)
  return ctx.write(async (tx) => {
    const gone = await tx.deleteFrom('moduleCredential').where('name', '=', name).executeTakeFirst()
    if (gone.numDeletedRows === 0n)
      throw new AppError('NOT_FOUND', { message: 'There is none to remove: nobody has set it.' })
    tx.audit('organization.credential.removed', {}, { name, credential: declaration.title, module })
    return done
  })
}
