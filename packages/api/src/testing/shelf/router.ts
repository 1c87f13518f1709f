import { sql, uuidv7 } from '@hub/db'
import { z } from 'zod'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { AppError } from '../../shared/errors.ts'
import { entityId } from '../../shared/ids.ts'
import { Done, done, mutationInput } from '../../shared/mutation.ts'
import { line, searchPhrase } from '../../shared/text.ts'

/** Modules name their permissions by merging; one that exists only in tests cannot. */
const may = (permission: string) => permission as OrgPermission

const BoxId = entityId('shelf_box')
const Box = z.strictObject({ id: BoxId, name: z.string() })
export type Box = z.infer<typeof Box>

const ListBoxes = z.strictObject({
  search: searchPhrase.optional(),
  limit: z.int().min(1).max(100).default(20),
})
const PutBox = mutationInput({ name: line(200).meta({ description: 'What stands on the box' }) })
const EmptyBox = mutationInput({ id: BoxId })

async function listBoxes({ db }: OrgContext, { search = '', limit }: z.infer<typeof ListBoxes>) {
  const { rows } = await sql<Box>`
    select id, name from shelf_box where strpos(lower(name), lower(${search})) > 0 order by name limit ${limit}`.execute(
    db,
  )
  return { items: rows }
}

const putBox = (ctx: OrgContext, { name }: z.infer<typeof PutBox>): Promise<Box> =>
  ctx.write(async (tx) => {
    const box = { id: uuidv7(), name }
    await sql`insert into shelf_box (id, org_id, name, put_by)
      values (${box.id}, ${ctx.org.orgId}, ${name}, ${ctx.actor.userId})`.execute(tx)
    tx.audit('shelf.box.put', { box: box.id })
    return box
  })

const emptyBox = (ctx: OrgContext, { id }: z.infer<typeof EmptyBox>): Promise<Done> =>
  ctx.write(async (tx) => {
    const { rows } = await sql`
      update shelf_box set emptied_by = ${ctx.actor.userId} where id = ${id} returning id`.execute(tx)
    if (rows.length === 0) throw new AppError('NOT_FOUND')
    tx.audit('shelf.box.emptied', { box: id })
    return done
  })

const meta = { price: null, doors: 'all', description: 'A box on a shelf.' } as const

export const shelfRouter = router({
  list: orgProcedure
    .meta({ ...meta, title: 'List boxes', permission: may('shelf.box.read'), effect: 'read' })
    .input(ListBoxes)
    .output(z.strictObject({ items: z.array(Box) }))
    .query(({ ctx, input }) => listBoxes(ctx, input)),
  put: orgProcedure
    .meta({ ...meta, title: 'Put a box', permission: may('shelf.box.write'), effect: 'write' })
    .input(PutBox)
    .output(Box)
    .mutation(({ ctx, input }) => putBox(ctx, input)),
  empty: orgProcedure
    .meta({ ...meta, title: 'Empty a box', permission: may('shelf.box.write'), effect: 'write' })
    .input(EmptyBox)
    .output(Done)
    .mutation(({ ctx, input }) => emptyBox(ctx, input)),
})
