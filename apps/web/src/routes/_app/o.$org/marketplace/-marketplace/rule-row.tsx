import { CardRow } from '@hub/ui/card'
import { IconButton } from '@hub/ui/icon-button'
import { Switch } from '@hub/ui/switch'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Fragment } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Rule } from './price-types.ts'
import { rulePieces, ruleText } from './price-words.ts'

/** One rule, which is switched on and off where it stands. */
export function RuleRow({ rule }: { rule: Rule }) {
  const canWrite = useCan('marketplace.price.write')
  const { set, remove } = useRule(rule)
  const isOn = set.isPending ? set.variables : rule.isOn
  const words = (
    <span className="font-normal wrap-anywhere">
      {rulePieces(rule).map(({ text, isStrong }, at) =>
        isStrong ? (
          <b key={at} className="font-medium">
            {text}
          </b>
        ) : (
          <Fragment key={at}>{text}</Fragment>
        ),
      )}
    </span>
  )
  if (!canWrite)
    return (
      <CardRow className="text-13">
        {words}
        <span className="ml-auto text-12 text-text-3">{isOn ? 'On' : 'Off'}</span>
      </CardRow>
    )
  return (
    <CardRow>
      <Switch
        className="min-w-0 flex-1"
        label={words}
        checked={isOn}
        disabled={remove.isPending}
        onCheckedChange={(next) => set.mutate(next)}
      />
      <IconButton
        size="sm"
        className="-mr-2"
        label={`Remove: ${ruleText(rule)}`}
        aria-disabled={remove.isPending}
        onClick={() => !remove.isPending && remove.mutate()}
      >
        <X />
      </IconButton>
    </CardRow>
  )
}

function useRule({ id }: Rule) {
  const { client, trpc, queryClient } = useHub()
  const { rules } = client.modules.marketplace
  // A rule that is switched on tells of what holds already.
  const readAgain = () => queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
  const onError = (error: unknown) => showErrorToast(toFailure(error).message)
  const set = useMutation({
    mutationFn: (isOn: boolean) => rules.update.mutate({ id, isOn, idempotencyKey: newKey() }),
    onSuccess: readAgain,
    onError,
  })
  const remove = useMutation({
    mutationFn: () => rules.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast('You are told of that no more.')
      await readAgain()
    },
    onError,
  })
  return { set, remove }
}
