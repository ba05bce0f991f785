import NIOCore

/// Whether the socket is read.
extension HTTPHandler {
    /// A client that sends faster than it is answered isn't read from.
    func updateReading(_ limits: RequestLimits, _ context: ChannelHandlerContext) {
        if !isReadingPaused, input.count > 4 * limits.headSize {
            isReadingPaused = true
            setAutoRead(false, context)
        } else if isReadingPaused, input.count <= limits.headSize {
            resumeReading()
        }
    }

    private func resumeReading() {
        guard isReadingPaused, let context else { return }
        isReadingPaused = false
        setAutoRead(true, context)
    }

    private func setAutoRead(_ isOn: Bool, _ context: ChannelHandlerContext) {
        // Fails only on a closed channel, where it doesn't matter.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    /// Throws away what waits; what comes is counted only.
    func stopInput() {
        input.clear()
        headBegan = nil
        resumeReading()
    }
}
