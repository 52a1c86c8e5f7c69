namespace PmoFlow.Bench.Engine;

/// <summary>The table that people read.</summary>
internal static class Report
{
    public static void Print(Figures f)
    {
        Console.WriteLine($"""

            Disk: {f.FsyncsPerSecond:N0} syncs/s one after the other ({1000 / f.FsyncsPerSecond:N2} ms each). synchronous=FULL, {Environment.ProcessorCount} cores.

            what                                                          measured           goal
            ---------------------------------------------------------------------------------------------
            1,000 orchestrations x 5 activities at once        {f.ActivitiesPerSecond,12:N0} /s    >= 20,000 /s
              activities in one commit                         {f.ActivitiesPerCommit,12:N1}
              the same without syncs (what the CPU allows)     {f.WithoutSync,12:N0} /s
              processor time of one                            {f.ProcessorMicroseconds,12:N1} us
              part of min(syncs x batch, CPU)                  {f.LimitRatio,12:P0}
            one orchestration x 5, start to end, p50           {f.StartToEndP50,12:N2} ms   <= {8 * 1000 / f.FsyncsPerSecond:N2} ms (8 syncs)
              p99                                              {f.StartToEndP99,12:N2} ms   <= 10 ms
            event to a dormant instance -> activity, p99       {f.EventToActivityP99,12:N2} ms   <= 10 ms
            fan-out and in of 10,000                           {f.FanOutPerSecond,12:N0} /s    >= 15,000 /s
              of 1,000 (linear where alike)                    {f.FanOutSmall,12:N0} /s
            replay of 10,000 events, event to activity         {f.Replay,12:N1} ms   <= 60 ms
            {f.TimersCount,7:N0} timers at one instant, last one late      {f.TimersLate,12:N2} s    <= 10 s
              early                                            {f.TimersEarly,12:N0}      0
            {f.DormantCount,9:N0} dormant instances, memory               {f.DormantRss,12:N0} MB   <= 300 MB
              ready after start                                {f.DormantReady,12:N2} s    <= 5 s
              on disk each                                     {f.DormantBytes / 1024,12:N2} KB   <= 2.5 KB

            For orientation, other engines on other machines (published, or measured elsewhere; not comparable one to one):
              Durable Functions on Azure Storage, 1 EP2 instance, 5 activities          250 work items/s
              Durable Task Scheduler, same test                                       1,400 work items/s
              Durable Functions on MSSQL, 2-16 vCores                                 21-60 orchestrations/s
              Zeebe 8.6-8.8                                                         160-248 instances/s
              duroxide on SQLite                                                         20 orchestrations/s
              WorkflowCore on SQLite, 5 empty steps, two cores                          139 steps/s
              Durable Task on Azurite, 3 activities, two cores                         8-15 orchestrations/s
              Durable Task, in-memory emulator, 3 activities, two cores         1,260-1,535 orchestrations/s
            """);
    }
}
