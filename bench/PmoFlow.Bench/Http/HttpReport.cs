namespace PmoFlow.Bench.Http;

/// <summary>The table that people read.</summary>
internal static class HttpReport
{
    public static void Print(HttpFigures f) => Console.WriteLine($"""

        The whole program, {f.Concurrent} submitters at once over loopback, synchronous=FULL, {Environment.ProcessorCount} cores for client and server.

        what                                                          measured           goal
        ---------------------------------------------------------------------------------------------
        submits accepted durably                           {f.SubmitsPerSecond,12:N0} /s    >= 2,000 /s
          answered within, p50                             {f.SubmitP50,12:N1} ms
          p99                                              {f.SubmitP99,12:N1} ms   <= 150 ms
        disk, syncs one after the other                    {f.FsyncsPerSecond,12:N0} /s
        an empty endpoint, same client, same bytes         {f.CeilingPerSecond,12:N0} /s
          p99                                              {f.CeilingP99,12:N1} ms
          submits as a part of that                        {f.CeilingRatio,12:P1}
        processor time of a submit, program                {f.OfficeMicroseconds,12:N0} us
          with all that follows from it, to the end        {f.OfficeMicrosecondsInAll,12:N0} us
          client                                           {f.ClientMicroseconds,12:N0} us
        orchestrations at work when the load ended         {f.Backlog,12:N0}      of {f.Submits:N0}
          until all of them waited for a person            {f.CatchUp,12:N1} s
          mails sent by then                               {f.Mails,12:N0}
        acknowledged and not in the file after kill -9     {f.Lost,12:N0}      0
        """);
}
