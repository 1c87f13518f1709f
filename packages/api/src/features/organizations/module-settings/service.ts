import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { settingsFrom } from '../../../platform/kept/settings.ts'
import type { ModuleSettings } from '../../../platform/kept/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SetModuleSettings, SettingsOfModule, SettingsOfModules, SettingValue } from './schema.ts'

/** Modules of which the caller may see nothing stay unseen here too. */
function isSeen({ hub, permissions }: OrgContext, { module }: ModuleSettings): boolean {
  const access = hub.permissions.modules.find(({ name }) => name === module)
  return Object.values(access?.permissions ?? {}).some((some) => some.some((one) => permissions.has(one)))
}

interface Kept {
  chosen: Record<string, unknown>
  version: number
}

const untouched: Kept = { chosen: {}, version: 0 }

function asShown(ctx: OrgContext, declared: ModuleSettings, { chosen, version }: Kept): SettingsOfModule {
  const { module, title, permission, fields, shown } = declared
  // The table takes no field of another kind.
  const values = settingsFrom(fields, chosen) as Record<string, SettingValue>
  return {
    module,
    title,
    mayChange: ctx.permissions.has(permission),
    version,
    settings: shown.map((field) => ({ ...field, value: values[field.name] ?? '' })),
  }
}

/** The settings of every module that the caller may look into. */
export async function getModuleSettings(ctx: OrgContext): Promise<SettingsOfModules> {
  const seen = ctx.hub.settingsTable.all.filter((declared) => isSeen(ctx, declared))
  if (seen.length === 0) return { modules: [] }
  const rows = await ctx.db.selectFrom('moduleSetting').select(['module', 'chosen', 'version']).execute()
  const kept = new Map(rows.map((row) => [row.module, row]))
  return {
    modules: seen.map((declared) => asShown(ctx, declared, kept.get(declared.module) ?? untouched)),
  }
}

type Fault = { path: PropertyKey[]; message: string }

const refusal = (faults: readonly Fault[]): AppError =>
  new AppError('BAD_REQUEST', {
    message: faults.map(({ message }) => message).join(' '),
    issues: faults.map(({ path, message }) => ({ path: path.join('.'), message })),
  })

/** Throws BAD_REQUEST for a value that its field does not take, and for a field that is not there. */
function checked({ fields, title, shown }: ModuleSettings, values: SetModuleSettings['values']): void {
  const faults = Object.entries(values).flatMap(([name, value]): Fault[] => {
    const path = ['values', name]
    const [field, words] = [fields.shape[name], shown.find((one) => one.name === name)?.title]
    if (!field || words === undefined) return [{ path, message: `${title} has no setting "${name}".` }]
    // Under its title, so that what is wrong is said of what people see.
    const { error } = z.object({ [words]: field }).safeParse({ [words]: value })
    return (error?.issues ?? []).map(({ message }) => ({ path, message }))
  })
  if (faults.length > 0) throw refusal(faults)
}

/** The row, held until the commit; made where nobody has chosen anything yet. */
async function heldRow(tx: OrgWriteTx, orgId: string, module: string): Promise<Kept> {
  await tx
    .insertInto('moduleSetting')
    .values({ orgId, module, chosen: '{}', version: 0 })
    .onConflict((conflict) => conflict.columns(['orgId', 'module']).doNothing())
    .execute()
  return tx
    .selectFrom('moduleSetting')
    .select(['chosen', 'version'])
    .where('module', '=', module)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Changes some settings of one module and leaves the others. The same again changes nothing and leaves no entry. */
export async function setModuleSettings(
  ctx: OrgContext,
  { module, values, version }: SetModuleSettings,
): Promise<SettingsOfModule> {
  const declared = ctx.hub.settingsTable.all.find((one) => one.module === module && isSeen(ctx, one))
  if (!declared) throw new AppError('NOT_FOUND', { message: 'There is no module with such settings.' })
  if (!ctx.permissions.has(declared.permission)) throw new AppError('FORBIDDEN')
  checked(declared, values)
  return ctx.write(async (tx) => {
    const before = await heldRow(tx, ctx.org.orgId, module)
    requireVersion(before, version)
    const after = { chosen: { ...before.chosen, ...values }, version: before.version + 1 }
    const holding = settingsFrom(declared.fields, before.chosen) as Record<string, unknown>
    const fields = Object.keys(values).filter((name) => !isDeepStrictEqual(holding[name], values[name]))
    if (fields.length === 0) return asShown(ctx, declared, before)
    const { error } = declared.fields.safeParse({ ...holding, ...values })
    if (error)
      throw refusal(error.issues.map(({ path, message }) => ({ path: ['values', ...path], message })))
    await tx
      .updateTable('moduleSetting')
      .set({ chosen: JSON.stringify(after.chosen), version: after.version })
      .where('module', '=', module)
      .execute()
    tx.audit('organization.module_settings.changed', {}, { module: declared.title, fields })
    return asShown(ctx, declared, after)
  })
}
