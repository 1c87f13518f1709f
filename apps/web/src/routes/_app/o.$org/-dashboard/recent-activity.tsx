import { Avatar } from '@hub/ui/avatar'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import { Sentence } from '../../../../components/sentence.tsx'
import { worthTelling } from '../../../../components/worth-telling.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { usePoll } from '../../../../live.ts'
import { useTRPC } from '../../../../trpc.ts'
import { activityInput } from './dashboard-reads.ts'

const SHOWN = 6
const REFRESH_MS = 60_000

/** The last acts in the organization, as short sentences. */
export function RecentActivity() {
  const timeZone = useTimeZone()
  const activity = useQuery(
    useTRPC().audit.activity.queryOptions(activityInput, { refetchInterval: usePoll(REFRESH_MS) }),
  )
  return (
    <Card flush title="Recent activity">
      <Loaded query={activity} failed="The activity could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ items }) => {
          const shown = worthTelling(items).slice(0, SHOWN)
          if (shown.length === 0) {
            return (
              <p className="px-(--card-pad) pt-1 pb-5 text-text-2">What you and your team do shows here.</p>
            )
          }
          return (
            <CardList label="Recent activity">
              {shown.map((item) => (
                <CardRow key={item.seq} className="items-start!">
                  <Avatar size="sm" name={item.actorName} src={item.actorAvatarUrl} decorative />
                  <span className="line-clamp-2 min-w-0 flex-1 wrap-anywhere">
                    <b className="font-medium">{firstName(item)}</b> <Sentence parts={item.sentence} />
                  </span>
                  <Time
                    value={item.at}
                    format="smart"
                    timeZone={timeZone}
                    className="flex-none pt-0.5 text-12 text-text-3 tabular-nums"
                  />
                </CardRow>
              ))}
            </CardList>
          )
        }}
      </Loaded>
    </Card>
  )
}

/** First names do among people who know each other; "The hub" and "Former member" are no names. */
const firstName = ({ actorId, actorName }: { actorId: string | null; actorName: string }): string =>
  actorId === null || /^(Former member|An administrator)/.test(actorName)
    ? actorName
    : (actorName.split(' ')[0] ?? actorName)
