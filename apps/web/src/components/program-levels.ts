import type { ModuleLevel, ScopeLevel } from '@hub/api/schemas/shared/levels'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useCan, useHub, useMe } from '../account.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { programOptions } from './access-levels.ts'
import type { AccessModule } from './access-levels.ts'

/** A key or a connected application, as the lists show them. */
export interface Program {
  kind: 'key' | 'application'
  id: string
  name: string
  ownerId: string
  levels: Readonly<Record<string, ScopeLevel>>
}

/** What can be chosen for a program in a module, and the way to choose it. */
export function useProgramLevels({ kind, id, name, ownerId, levels }: Program) {
  const { trpc, queryClient } = useHub()
  const { user } = useMe()
  const writesKeys = useCan('apiKey.write')
  const looksAfterAll = useCan('member.write')
  const isOwn = ownerId === user.id
  const { apiKeys, grants } = trpc.auth
  const end = {
    onSuccess: () => showToast(`Changed what “${name}” may do.`),
    onError: (error: unknown) => showErrorToast(toFailure(error).message),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(apiKeys.list.pathFilter()),
        queryClient.invalidateQueries(grants.list.pathFilter()),
        queryClient.invalidateQueries(trpc.organizations.access.pathFilter()),
      ]),
  }
  const setKey = useMutation(apiKeys.setLevels.mutationOptions(end))
  const setGrant = useMutation(grants.setLevels.mutationOptions(end))
  const mayChoose = (isOwn || looksAfterAll) && (kind === 'application' || writesKeys)
  const choose = (module: AccessModule, level: ModuleLevel) => {
    const act = kind === 'key' ? setKey : setGrant
    act.mutate({ id, levels: { [module.name]: level }, idempotencyKey: newKey() })
  }
  return {
    pending: setKey.isPending || setGrant.isPending,
    inModule(module: AccessModule) {
      const level = levels[module.name] ?? 'none'
      return {
        value: level,
        options: programOptions(module, { level, mayRaise: kind === 'key' && isOwn }),
        onChoose: mayChoose
          ? (value: string) => value !== 'some' && choose(module, value as ModuleLevel) // an option of the list
          : undefined,
      }
    },
  }
}
