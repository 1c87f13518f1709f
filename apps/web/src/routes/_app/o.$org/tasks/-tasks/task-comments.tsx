import { Button } from '@hub/ui/button'
import { Comment, Comments } from '@hub/ui/record'
import { Skeleton } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { CommentBox, WaitingComments } from './comment-box.tsx'
import { useCommentsQuery } from './task-lists.ts'

export interface TaskCommentsProps {
  taskId: string
  taskTitle: string
  canWrite: boolean
}

/** What people said about the task, oldest first, and a box to say something. */
export function TaskComments({ taskId, taskTitle, canWrite }: TaskCommentsProps) {
  const timeZone = useTimeZone()
  const query = useCommentsQuery(taskId)
  const comments = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="comments" className="flex flex-col gap-3">
      <h3 id="comments" className="text-13 font-semibold">
        Comments
      </h3>
      <Loaded
        query={query}
        failed="The comments could not be loaded"
        skeleton={<Skeleton className="h-10 w-full" />}
      >
        {() => (
          <Comments>
            {comments.length === 0 && <li className="text-13 text-text-3">No comments yet.</li>}
            {comments.map(({ id, authorName, authorAvatarUrl, body, createdAt }) => (
              <Comment
                key={id}
                author={authorName}
                avatarUrl={authorAvatarUrl}
                time={<Time value={createdAt} timeZone={timeZone} />}
              >
                {body}
              </Comment>
            ))}
          </Comments>
        )}
      </Loaded>
      {query.hasNextPage && (
        <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show newer comments
        </Button>
      )}
      <WaitingComments taskId={taskId} />
      {canWrite && <CommentBox taskId={taskId} taskTitle={taskTitle} />}
    </section>
  )
}
