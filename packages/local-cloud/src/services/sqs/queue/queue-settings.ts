/** How a queue behaves, without maybes. */
export interface QueueSettings {
  readonly arn: string;
  readonly isFifo: boolean;
  readonly contentBasedDeduplication: boolean;
  /** Whether deduplication ids count within their message group only. */
  readonly deduplicatesByGroup: boolean;
  readonly delayMs: number;
  readonly visibilityTimeoutMs: number;
  readonly retentionMs: number;
  readonly waitMs: number;
  readonly maxMessageBytes: number;
  readonly redrive: RedrivePolicy | undefined;
}

export interface RedrivePolicy {
  readonly deadLetterArn: string;
  readonly maxReceiveCount: number;
}
