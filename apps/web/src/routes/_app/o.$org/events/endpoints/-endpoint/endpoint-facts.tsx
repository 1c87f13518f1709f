import { Card } from '@hub/ui/card'
import { Ledger } from '@hub/ui/ledger-line'
import { Time } from '@hub/ui/time'
import { useTimeZone } from '../../../../../../components/day-words.ts'
import { topicsWords } from '../../../../../../components/endpoint-words.ts'
import type { Endpoint } from '../../../../../../components/endpoint-words.ts'
import { WrappingLine } from '../../../../../../components/wrapping-line.tsx'

/** What is known of an endpoint. */
export function EndpointFacts({ endpoint }: { endpoint: Endpoint }) {
  const timeZone = useTimeZone()
  const { topics, madeByName, createdAt, lastDeliveredAt, failingSince, oldSecretUntil } = endpoint
  const at = (value: string) => <Time value={value} format="full" timeZone={timeZone} />
  return (
    <Card title="About this endpoint">
      <Ledger label="About this endpoint">
        <WrappingLine name="Gets">{topicsWords(topics)}</WrappingLine>
        <WrappingLine name="As far as">{madeByName} may read</WrappingLine>
        <WrappingLine name="Set up">{at(createdAt)}</WrappingLine>
        <WrappingLine name="Last delivered">
          {lastDeliveredAt === null ? 'Never' : at(lastDeliveredAt)}
        </WrappingLine>
        {failingSince !== null && <WrappingLine name="Failing since">{at(failingSince)}</WrappingLine>}
        {oldSecretUntil !== null && (
          <WrappingLine name="Old secret signs until">{at(oldSecretUntil)}</WrappingLine>
        )}
      </Ledger>
    </Card>
  )
}
