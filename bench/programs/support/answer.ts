import type { AnswerMessage, QuestionMessage, Questions } from '../../support/questions.ts'

/** Answers one kind of question of the runner from now on. */
export function answer<Name extends keyof Questions>(
  question: Name,
  find: (argument: Questions[Name]['argument']) => Questions[Name]['answer'] | Promise<Questions[Name]['answer']>,
): void {
  process.on('message', (message: QuestionMessage) => {
    if (message.question !== question) return
    answerOne(() => find(message.argument)).then((reply) => process.send?.(reply))
  })
  // The runner has gone.
  process.once('disconnect', () => process.exit())
}

async function answerOne(find: () => unknown): Promise<AnswerMessage> {
  try {
    return { answer: await find() }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}
