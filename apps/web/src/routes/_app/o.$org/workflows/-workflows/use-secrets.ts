import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'

/** Names and hosts; what a secret is, nobody is ever shown. */
export const useSecrets = () => useQuery(useTRPC().workflows.secrets.list.queryOptions({}))

export interface SecretWish {
  name: string
  secret: string
  hosts: string[]
}

export function useSetSecret(onSet: (name: string) => void) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (wish: SecretWish) =>
      client.workflows.secrets.set.mutate({ ...wish, idempotencyKey: newKey() }),
    async onSuccess(_done, { name }) {
      await queryClient.invalidateQueries(trpc.workflows.secrets.pathFilter())
      showToast(`“${name}” is kept. It is never shown again.`)
      onSet(name)
    },
  })
}

export function useRemoveSecret() {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (name: string) => client.workflows.secrets.remove.mutate({ name, idempotencyKey: newKey() }),
    onSuccess: (_done, name) => showToast(`“${name}” was removed.`),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries(trpc.workflows.secrets.pathFilter()),
  })
}
