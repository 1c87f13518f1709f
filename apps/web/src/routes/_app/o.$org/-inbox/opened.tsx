import { Avatar } from '@hub/ui/avatar'
import { Time } from '@hub/ui/time'
import { ApprovalRequest } from '../../../../components/approval-request.tsx'
import { useTimeZone } from '../../../../components/day-words.ts'
import { Sentence } from '../../../../components/sentence.tsx'
import type { Notification } from './notification.ts'

/** One of the news, with the thing itself where it can be dealt with here. */
export function Opened({ item }: { item: Notification }) {
  const timeZone = useTimeZone()
  const { group, createdAt, actorName, actorAvatarUrl, sentence, detail, entity, entityId, count } = item
  return (
    <article className="mx-auto max-w-(--reading-max)">
      <p className="text-12 text-text-3">
        {group}, <Time value={createdAt} format="full" timeZone={timeZone} plain />
        {count > 1 && `, the newest of ${count} alike`}
      </p>
      <h2 className="mt-1 flex items-start gap-2.5 text-18 font-semibold wrap-anywhere">
        {actorName !== null && <Avatar name={actorName} src={actorAvatarUrl} decorative />}
        <span className="min-w-0">
          {actorName !== null && `${actorName} `}
          <Sentence parts={sentence} />
        </span>
      </h2>
      {detail !== null && <p className="mt-2 text-text-2 wrap-anywhere">{detail}</p>}
      {entity === 'approval' && (
        <div className="mt-4">
          <ApprovalRequest key={entityId} id={entityId} />
        </div>
      )}
    </article>
  )
}
