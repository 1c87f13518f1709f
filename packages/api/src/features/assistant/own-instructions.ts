import type { OrgContext } from '../../platform/calls/context.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { ownInstructions } from './model/prompt.ts'
import type { OwnInstructions, SetOwnInstructions } from './schema.ts'

export async function getOwnInstructions(ctx: OrgContext): Promise<OwnInstructions> {
  return { text: await ownInstructions(ctx.db, ctx.org.orgId) }
}

/** Every answer of a model reads them from then on. */
export async function setOwnInstructions(ctx: OrgContext, { text }: SetOwnInstructions): Promise<Done> {
  const { orgId } = ctx.org
  return ctx.write(async (tx) => {
    await tx
      .updateTable('organization')
      .set({ assistantInstructions: text })
      .where('id', '=', orgId)
      .execute()
    tx.audit('assistant.instructions.set', { organization: orgId }, { length: text.length })
    return done
  })
}
